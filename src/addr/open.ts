/** A record that is being made: the type of what every folder fills in field by field, and then freezes or hands out as a value. */
export type Open<T> = { -readonly [K in keyof T]: T[K] }
