/** Names that users gave, made fit to be shown: nothing that a viewer would act on, and no longer than there is room. */

/**
 * Control, format (bidirectional overrides among them) and surrogate characters, and line separators, become
 * U+FFFD: an override would let a name be read backwards, a line break would end a statement of DOT or Mermaid. The
 * engine takes any network name that is not blank (libnetwork/controller.go NewNetwork).
 */
export const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{fffd}')

/** At most `length` characters (code points), an ellipsis the last of them where something is left out. */
export function shortened(text: string, length: number): string {
  const characters = Array.from(text)
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`
}

/** How many are named before the rest is counted. */
const NAMED = 3

/** `web-1, web-2, web-3`, `web-1, web-2, web-3 and 7 more` */
export const nameList = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
