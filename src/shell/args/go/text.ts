/** Go's strings.Cut. */

/** What is before and after the first separator; `found` is false, and all of it is before, where there is none. */
export function cut(
  text: string,
  separator: string,
): { readonly before: string; readonly after: string; readonly found: boolean } {
  const at = text.indexOf(separator)
  return at < 0
    ? { before: text, after: '', found: false }
    : { before: text.slice(0, at), after: text.slice(at + separator.length), found: true }
}
