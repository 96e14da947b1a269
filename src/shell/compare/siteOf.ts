/** The groups of an IPv6 address that stands in a text, and its site: the first three, which ULA prefixes make random. */

/** Eight groups without leading zeros, or undefined when it is no whole address. */
export function groupsOf(address: string): readonly string[] | undefined {
  const [left = [], right, ...more] = address.split('::').map((half) => half.split(':').filter(Boolean))
  if (more.length > 0) return undefined
  const zeros = Math.max(0, 8 - left.length - (right?.length ?? 0))
  const all = right === undefined ? left : [...left, ...Array<string>(zeros).fill('0'), ...right]
  return all.length === 8 ? all.map((group) => Number.parseInt(group, 16).toString(16)) : undefined
}

/** `fd00:1:2` of `fd00:1:2::5`; undefined: it is no whole address. */
export const siteOf = (address: string): string | undefined => groupsOf(address)?.slice(0, 3).join(':')
