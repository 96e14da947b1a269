/** Freeze a plain value with all its parts; what is frozen already is not looked into. O(fields of what was not frozen). */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (Array.isArray(value)) for (const part of value) frozen(part)
  else for (const key in value) frozen(value[key])
  return Object.freeze(value)
}
