/** What Linux has against the name of a network device. Not here: whether another device has it already. */

/** Bytes: IFNAMSIZ less the terminating zero (include/uapi/linux/if.h). */
const LONGEST = 15

/** The kernel's words, in their order: first netlink measures the name, then net/core/dev.c dev_valid_name reads it. */
export type NameProblem = 'numerical result out of range' | 'invalid argument'

/** null: a device may be called so. */
export function refuseDeviceName(name: string): NameProblem | null {
  if (bytesOf(name) > LONGEST) return 'numerical result out of range'
  return name === '' || name === '.' || name === '..' || /[/:\s]/.test(name) ? 'invalid argument' : null
}

/** In UTF-8, without the platform's encoder: the core has no `lib.dom`. */
function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
