/** Paths in a compose file, and patterns for them: `services.*.ports`. */

/** Keys from the root; an item of a list is `[]`. */
export type Path = readonly string[]

export const pathText = (path: Path): string => path.join('.').replaceAll('.[', '[')

/** `*` stands for any one key. */
export function matches(pattern: string, path: Path): boolean {
  const parts = partsOf(pattern)
  return parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i])
}

const split = new Map<string, readonly string[]>()
function partsOf(pattern: string): readonly string[] {
  const known = split.get(pattern)
  if (known) return known
  const parts = pattern.split('.')
  split.set(pattern, parts)
  return parts
}
