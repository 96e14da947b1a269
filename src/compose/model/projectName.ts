/**
 * What a project is called: -p, else COMPOSE_PROJECT_NAME, else `name:` of the last file that has one, else the folder
 * (compose-go v2.9.1 loader/loader.go projectName, NormalizeProjectName; cli/options.go withNamePrecedenceLoad). The
 * name is needed before the files are read, since they may use it, so `name:` is looked for in the raw text.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { substitute, type Lookup } from '../env/template.js'
import type { ComposeError } from '../errors.js'
import { baseOf } from '../paths.js'
import type { ReadFile } from '../load/source.js'
import { get, textOf, type Node } from '../yaml/node.js'
import { parseYaml } from '../yaml/parse.js'

/** Lower case, and only letters, digits, `-` and `_`, of which the last two cannot come first (compose-go NormalizeProjectName). */
export const normalProjectName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '')

/** Whatever can name a project. */
export interface NameSources {
  /** What -p says, or null. */
  readonly asked: string | null
  readonly files: readonly string[]
  readonly folder: string
  readonly read: ReadFile
  readonly lookup: Lookup
}

/**
 * A name that is given on purpose must be right as it is (`project-name`); others are made so: the folder `My Shop`
 * gives `myshop`. O(text of the files).
 */
export function projectName({
  asked,
  files,
  folder,
  read,
  lookup,
}: NameSources): Result<string, ComposeError> {
  const place = { file: files[0] ?? folder, line: 1, column: 1 }
  const given = asked || lookup('COMPOSE_PROJECT_NAME')
  if (given)
    return normalProjectName(given) === given ? ok(given) : err({ code: 'project-name', place, name: given })
  const written = files.flatMap((file) => nameIn(file, read) ?? []).at(-1)
  if (written === undefined) {
    const name = normalProjectName(baseOf(folder))
    return name === '' ? err({ code: 'project-name', place, name }) : ok(name)
  }
  const text = written.kind === 'scalar' ? textOf(written.value) : ''
  const filled = substitute(text, lookup)
  if (!filled.ok) return err({ ...filled.error, place: written.place, path: 'name' })
  const name = normalProjectName(filled.value)
  return name === '' ? err({ code: 'project-name', place: written.place, name }) : ok(name)
}

/** The last document's that has one. A file that cannot be read says so when it is loaded. */
function nameIn(file: string, read: ReadFile): Node | undefined {
  const text = read(file)
  const parsed = text === undefined ? undefined : parseYaml(file, text)
  if (!parsed?.ok) return undefined
  return parsed.value.flatMap((document) => get(document, 'name') ?? []).at(-1)
}
