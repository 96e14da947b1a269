/** Values of `--mac-address`: what Go's net.ParseMAC takes. Whether a network can use it is for the engine to say. */

// 6, 8 or 20 bytes, two digits each behind colons or dashes, or four digits behind dots.
const forms = [5, 7, 19].flatMap((more) => [
  new RegExp(`^[\\da-f]{2}(:[\\da-f]{2}){${more}}$`, 'i'),
  new RegExp(`^[\\da-f]{2}(-[\\da-f]{2}){${more}}$`, 'i'),
  new RegExp(`^[\\da-f]{4}(\\.[\\da-f]{4}){${(more - 1) / 2}}$`, 'i'),
])

/** The error, or undefined for a good address; blanks around it do not count. */
export const macAddressError = (value: string): string | undefined =>
  forms.some((form) => form.test(value.trim())) ? undefined : `${value} is not a valid mac address`
