/** For programs. */
import type { Report } from './item.js'

/** `data` as it is, indented by two; the items are made from it and are not repeated. Ends with a newline. */
export const jsonReport = ({ data }: Report): string => `${JSON.stringify(data, null, 2)}\n`
