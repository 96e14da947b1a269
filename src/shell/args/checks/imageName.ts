/** Image names, as far as the client refuses them (distribution/reference ParseAnyReference). */

// The grammar of distribution/reference, as its regexp.go puts it together.
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const host = `(?:${label}(?:\\.${label})*|\\[(?:[a-fA-F0-9:]+)\\])`
const word = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*'
const name = `(?:${host}(?::[0-9]+)?/)?(${word}(?:/${word})*)`
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'
const reference = new RegExp(`^${name}(?::[\\w][\\w.-]{0,127})?(?:@(${digest}))?$`)

// The digests that go-digest knows, by their length in hexadecimal digits.
const knownDigest = /^(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/

/** The error, or undefined for a name, a digest or an image's id. The default tag is not added. */
export function imageNameError(image: string): string | undefined {
  if (/^[a-f0-9]{64}$/.test(image) || knownDigest.test(image)) return undefined
  const slash = image.indexOf('/')
  const first = image.slice(0, Math.max(slash, 0))
  // What is before the first slash is a registry when it could not be anything else.
  const isHost = slash >= 0 && (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first)
  const remainder = isHost ? image.slice(slash + 1) : slash >= 0 ? image : `library/${image}`
  const path = remainder.split(':')[0] ?? ''
  if (path.toLowerCase() !== path) {
    return `invalid reference format: repository name (${path}) must be lowercase`
  }
  const match = reference.exec(`${isHost ? first : 'docker.io'}/${remainder}`)
  if (match === null) return 'invalid reference format'
  const [, repository = '', sum] = match
  if (repository.length > 255) return 'repository name must not be more than 255 characters'
  return sum === undefined || knownDigest.test(sum) ? undefined : digestError(sum)
}

const digestError = (sum: string) =>
  /^sha(256|384|512):/.test(sum) ? 'invalid checksum digest length' : 'unsupported digest algorithm'
