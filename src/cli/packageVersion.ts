/** This package's own version, from the package.json above dist and src alike. */
import { readFileSync } from 'node:fs'
import { readJson } from '../shell/json/read.js'
import { objectOf, text } from '../shell/json/shape.js'

/** Such as `1.4.0`. Read at each call; throws only where the package was torn apart. */
export function packageVersion(): string {
  const source = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const manifest = readJson(source, objectOf({ version: text }))
  return manifest.ok ? manifest.value.version : 'unknown'
}
