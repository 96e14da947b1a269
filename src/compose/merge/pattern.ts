/** Paths in a compose file, and patterns for them: `services.*.ports`. */

/**
 * Keys from the root; an item of a list is `[]`. Keys are users' words, so a path is a list and never joined to be
 * compared.
 */
export type Path = readonly string[]

/** As messages have it: `services.web.ports[]`. */
export const pathText = (path: Path): string => path.join('.').replaceAll('.[', '[')

/** `*` stands for any one key, never for several (compose-go tree.Path.Matches). */
export function matches(pattern: string, path: Path): boolean {
  const parts = partsOf(pattern)
  return parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i])
}

/** Patterns come from tables, so there are few of them, and each is taken apart once. */
const split = new Map<string, readonly string[]>()
function partsOf(pattern: string): readonly string[] {
  const known = split.get(pattern)
  if (known) return known
  const parts = pattern.split('.')
  split.set(pattern, parts)
  return parts
}
