/** Names that users gave, made fit to be shown: nothing that a viewer would act on, and no longer than there is room. */

/** Control, format (bidirectional overrides among them) and surrogate characters, and line separators, become U+FFFD. */
export const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{fffd}')

/** At most `length` characters, an ellipsis the last of them where something is left out. */
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
