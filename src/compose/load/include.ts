/**
 * `include`: whole files, with a folder and variables of their own (compose-go v2.9.1 loader/include.go ApplyInclude).
 * An included file is loaded as a project of its own first, with `extends`, merges and checks, and only then copied in:
 * unlike a second `-f`, it cannot change what is there. Not modelled: remote files.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { parseDotenv } from '../env/dotenv.js'
import type { ComposeError } from '../errors.js'
import { folderOf, join } from '../paths.js'
import {
  entriesOf,
  get,
  itemsOf,
  map,
  put,
  sameValue,
  textOf,
  without,
  type MapNode,
  type Node,
} from '../yaml/node.js'
import { lookupIn, type Source } from './source.js'

/** Loads files one on another; given from outside, as including and loading need each other. */
export type LoadFiles = (paths: readonly string[], source: Source) => Result<MapNode, ComposeError>

/**
 * The file with the included services, networks and so on in it. Errors: `include-cycle`, `file-missing`,
 * `include-conflict`, and whatever is wrong in the included files.
 */
export function applyIncludes(
  file: MapNode,
  name: string,
  source: Source,
  load: LoadFiles,
): Result<MapNode, ComposeError> {
  let out = without(file, 'include')
  const said = get(file, 'include')
  for (const item of itemsOf(said)) {
    // several paths of one item are one project: the first is its main file, the others are laid on it
    const paths = textsOf(item.kind === 'map' ? get(item, 'path') : item).map((path) =>
      join(source.folder, path),
    )
    const [main] = paths
    if (main === undefined) continue
    // a file that includes itself, by any way round
    const included = [...source.included, name]
    if (included.includes(main))
      return err({ code: 'include-cycle', place: item.place, chain: [...included, main] })
    const absent = paths.find((path) => source.read(path) === undefined)
    if (absent !== undefined)
      return err({ code: 'file-missing', place: item.place, file: absent, problem: 'there is no such file' })
    const [asked] = textsOf(get(item, 'project_directory'))
    // relative paths inside are seen from there: beside the main file, unless the including file says otherwise
    const folder = asked === undefined ? folderOf(main) : join(source.folder, asked)
    const variables = variablesOf(item, folder, source)
    if (!variables.ok) return variables
    const { lookup: outer } = source.interpolation
    const loaded = load(paths, {
      ...source,
      folder,
      included,
      interpolation: {
        ...source.interpolation,
        // what is set outside wins over the included project's own `.env`
        lookup: (variable) => outer(variable) ?? lookupIn(variables.value)(variable),
      },
    })
    if (!loaded.ok) return loaded
    const taken = takeOver(out, loaded.value)
    if (!taken.ok) return taken
    out = taken.value
  }
  return ok(out)
}

/** One text or a list of texts, for keys that may be either. */
const textsOf = (node: Node | undefined): readonly string[] =>
  node?.kind === 'scalar'
    ? [textOf(node.value)]
    : itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [textOf(item.value)] : []))

/** Of the files that `env_file` names, or of the `.env` in the included file's folder. Named ones must be there. */
function variablesOf(
  item: Node,
  folder: string,
  source: Source,
): Result<ReadonlyMap<string, string>, ComposeError> {
  const named = textsOf(get(item, 'env_file')).map((path) => join(source.folder, path))
  const found = new Map<string, string>()
  for (const path of named.length > 0 ? named : [join(folder, '.env')]) {
    const text = source.read(path)
    if (text === undefined && named.length > 0)
      return err({ code: 'file-missing', place: item.place, file: path, problem: 'there is no such file' })
    const parsed = parseDotenv(path, text ?? '', source.interpolation.lookup)
    if (!parsed.ok) return parsed
    for (const [name, value] of parsed.value) found.set(name, value)
  }
  return ok(found)
}

/** What is copied over; the included file's `name` and extensions are not. */
const SECTIONS = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models']

/** importResource: what both say must be the same (deeply equal, after completion), or it is a conflict. */
function takeOver(file: MapNode, included: MapNode): Result<MapNode, ComposeError> {
  let out = file
  for (const section of SECTIONS) {
    const theirs = included.entries.get(section)
    if (theirs === undefined) continue
    const ours = get(out, section)
    const entries = new Map(ours?.kind === 'map' ? ours.entries : [])
    for (const [name, entry] of entriesOf(theirs.value)) {
      const before = entries.get(name)
      if (before && !sameValue(before.value, entry.value))
        return err({ code: 'include-conflict', place: before.key, section, name, before: entry.key })
      if (!before) entries.set(name, entry)
    }
    out = put(out, section, { key: theirs.key, value: map(entries, ours?.place ?? theirs.value.place) })
  }
  return ok(out)
}
