/** A rule's words about containers, read: what kind of thing each one names. Who that is, is found in verdict/select.ts. */

/** What a selector's words say. Reading it needs no world, so a wrong word is never a matter of what happens to run. */
export type Wanted =
  /** Every container that runs. */
  | { readonly by: 'all' }
  /** Every machine that runs no Docker. */
  | { readonly by: 'internet' }
  /** A container, a compose service or a machine; whichever there is. `within`: a host or a compose project. */
  | { readonly by: 'word'; readonly name: string; readonly within: string | null }
  | { readonly by: 'container'; readonly name: string; readonly within: string | null }
  | { readonly by: 'service'; readonly name: string; readonly within: string | null }
  | { readonly by: 'project' | 'network' | 'host'; readonly name: string }
  | { readonly by: 'label'; readonly key: string; readonly value: string | null }

/** Any text means something: one without a known word in front of the colon is taken as a name. */
export function readSelector(selector: string): Wanted {
  const text = selector.trim()
  if (text === '*') return { by: 'all' }
  if (text === 'internet') return { by: 'internet' }
  const [, kind = '', rest = ''] = /^([a-z]+):(.*)$/s.exec(text) ?? []
  if (kind === 'project' || kind === 'network' || kind === 'host') return { by: kind, name: rest }
  if (kind === 'container' || kind === 'service') return { by: kind, ...split(rest) }
  if (kind === 'label') {
    const at = rest.indexOf('=')
    return at < 0
      ? { by: kind, key: rest, value: null }
      : { by: kind, key: rest.slice(0, at), value: rest.slice(at + 1) }
  }
  return { by: 'word', ...split(text) }
}

/** `h1/db`: what stands before the first slash is where to look. */
function split(text: string): { readonly name: string; readonly within: string | null } {
  const at = text.indexOf('/')
  return at < 0 ? { name: text, within: null } : { name: text.slice(at + 1), within: text.slice(0, at) }
}
