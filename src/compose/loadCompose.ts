/**
 * Compose files to a project: found, read, merged, checked and completed as `docker compose` does, with all places
 * kept. Pure: files come through `read`, variables through `env`. O(text of the files).
 *
 * The order is compose-go v2.9.1's: cli/options.go (files, folder, `.env`, name), then loader/loader.go:
 * loadModelWithContext (projectName, loadYamlModel, Normalize) and ModelToProject (profiles, checkConsistency, env
 * files). Not modelled: files on the network (git, OCI), `-f -`, resource limits, and what is not about networks.
 */
import { err, ok, type Result } from '../addr/result.js'
import { parseDotenv } from './env/dotenv.js'
import type { Unset } from './env/interpolate.js'
import type { ComposeError } from './errors.js'
import { findFiles } from './load/findFiles.js'
import { loadFiles } from './load/loadFiles.js'
import { lookupIn, type ReadFile } from './load/source.js'
import { withFiles, type Outside } from './model/fromFiles.js'
import { inconsistencies } from './model/consistency.js'
import { mistakesOf } from './model/mistakes.js'
import type { ComposeWarning, Project, ProjectNetwork, Service } from './model/project.js'
import { projectName } from './model/projectName.js'
import { readNetwork } from './model/readNetwork.js'
import { profilesOf, selected } from './model/select.js'
import { readService } from './model/readService.js'
import { folderOf, join } from './paths.js'
import { entriesOf, get, type MapNode } from './yaml/node.js'

/** What the command line, the shell and the disk give `docker compose`, as data. */
export interface ComposeInput {
  /** A file's text, or undefined where there is no such file. Paths are as given, or joined to `folder`. */
  readonly read: ReadFile
  /** What -f names. Without any: COMPOSE_FILE, else they are looked for in `folder` and above. */
  readonly files?: readonly string[]
  /** Where the command runs. Default: `.`. */
  readonly folder?: string
  /** The absolute path of `.`, after whose last part a project without a name is called. Default: `/`. */
  readonly here?: string
  /** The environment, which wins over `.env`. Default: nothing. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** What --env-file names. Without any: `.env` of the project's folder. */
  readonly envFiles?: readonly string[]
  /** What --profile names. Without any: COMPOSE_PROFILES. `*` is all. */
  readonly profiles?: readonly string[]
  /** What -p says. */
  readonly projectName?: string
  /** What --project-directory says. */
  readonly projectFolder?: string
  /** Only these services, and what they depend on; their profiles count as active. Default: all that profiles enable. */
  readonly services?: readonly string[]
  /** false: not what they depend on. */
  readonly dependencies?: boolean
}

/**
 * The project, or what is wrong with it. Errors come all at once where they do not follow from each other, so a file
 * can be mended in one go; `composeErrorText` says each with its place. What is only doubtful is in `warnings`, and
 * what would fail later, when it is brought up, in `mistakes`.
 */
export function loadCompose(input: ComposeInput): Result<Project, readonly ComposeError[]> {
  const { read, folder = '.', env = {} } = input
  const outside = new Map(Object.entries(env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v] as const])))
  // as a shell would have it: files write ${PWD}
  if (!outside.has('PWD')) outside.set('PWD', join(input.here ?? '/', folder))
  // `.env` is read twice: the first time it may say COMPOSE_FILE, and so which folder is the project's; if that is
  // another folder, its `.env` is read as well, and the first one wins
  const early = dotenv(input, input.projectFolder ?? folder, outside)
  if (!early.ok) return err([early.error])
  const found = chosenFiles(input, lookupIn(outside, early.value))
  const [first] = found.files
  if (first === undefined)
    return err([{ code: 'no-compose-file', place: { file: folder, line: 1, column: 1 }, folder }])
  const projectFolder = input.projectFolder ?? folderOf(first)
  const late = dotenv(input, projectFolder, outside)
  if (!late.ok) return err([late.error])
  const lookup = lookupIn(outside, early.value, late.value)
  // the name comes before everything else: files may use it, as ${COMPOSE_PROJECT_NAME}
  const name = projectName({
    asked: input.projectName ?? null,
    files: found.files,
    folder: join(input.here ?? '/', projectFolder),
    read,
    lookup,
  })
  if (!name.ok) return err([name.error])
  const unset: Unset[] = []
  const loaded = loadFiles(found.files, {
    read,
    folder: projectFolder,
    included: [],
    interpolation: {
      lookup: (variable) => (variable === 'COMPOSE_PROJECT_NAME' ? name.value : lookup(variable)),
      unset: (one) => unset.push(one),
    },
  })
  if (!loaded.ok) return loaded
  // files of comments only, or an empty mapping
  if (loaded.value.entries.size === 0) return err([{ code: 'empty-file', place: loaded.value.place }])
  const profiles = input.profiles ?? (lookup('COMPOSE_PROFILES') ?? '').split(',').map((p) => p.trim())
  const messages = [
    ...found.warnings.map((text) => ({ place: loaded.value.place, text })),
    ...unset.map(unsetWarning),
  ]
  return complete(loaded.value, name.value, profiles, input, {
    here: input.here ?? '/',
    folder: projectFolder,
    files: found.files,
    warnings: messages,
    outside: { read, lookup },
  })
}

/** What Compose logs for `${X}` with no X and no default; the file is used all the same, with nothing there. */
const unsetWarning = ({ variable, place }: Unset): ComposeWarning => ({
  place,
  text: `The "${variable}" variable is not set. Defaulting to a blank string.`,
})

/**
 * -f before COMPOSE_FILE before a search. Named files are taken as they are, with no override file beside them
 * (cli/options.go WithConfigFileEnv, WithDefaultConfigPath).
 */
function chosenFiles(
  { files, folder = '.', read }: ComposeInput,
  lookup: (name: string) => string | undefined,
) {
  const none: readonly string[] = []
  if (files !== undefined && files.length > 0)
    return { files: files.map((file) => join(folder, file)), warnings: none }
  const listed = lookup('COMPOSE_FILE')
  const separator = lookup('COMPOSE_PATH_SEPARATOR') || ':'
  if (listed !== undefined)
    return { files: listed.split(separator).map((file) => join(folder, file)), warnings: none }
  return findFiles(folder, read)
}

/**
 * What the env files say; those that are named must be there, `.env` need not. A variable may use one of an earlier
 * line or file, and the environment's wins in it too.
 */
function dotenv(
  { read, envFiles, folder = '.' }: ComposeInput,
  where: string,
  outside: ReadonlyMap<string, string>,
): Result<ReadonlyMap<string, string>, ComposeError> {
  const found = new Map<string, string>()
  for (const path of envFiles?.map((file) => join(folder, file)) ?? [join(where, '.env')]) {
    const text = read(path)
    if (text === undefined && envFiles !== undefined)
      return err({
        code: 'file-missing',
        place: { file: path, line: 1, column: 1 },
        file: path,
        problem: 'there is no such file',
      })
    const parsed = parseDotenv(path, text ?? '', lookupIn(outside, found))
    if (!parsed.ok) return parsed
    for (const [name, value] of parsed.value) found.set(name, value)
  }
  return ok(found)
}

/** What the project keeps of its load, beside what the tree says. */
type Rest = Pick<Project, 'here' | 'folder' | 'files' | 'warnings'> & { readonly outside: Outside }

/**
 * The typed model of a tree, with profiles applied and checked (ModelToProject). Services that are not enabled are read
 * too: a mistake in one is found before somebody needs it.
 */
function complete(
  tree: MapNode,
  name: string,
  profiles: readonly string[],
  { services: names = [], dependencies = true }: ComposeInput,
  { outside, ...rest }: Rest,
): Result<Project, readonly ComposeError[]> {
  const all = new Map<string, Service>()
  const errors: ComposeError[] = []
  for (const [key, entry] of entriesOf(get(tree, 'services'))) {
    const service = readService(key, entry)
    if (service.ok) all.set(key, service.value)
    else errors.push(service.error)
  }
  if (errors.length > 0) return err(errors)
  // a service that the user asks for by name must be written; whether it is enabled comes after
  const absent = names.find((service) => !all.has(service))
  if (absent !== undefined)
    return err([{ code: 'no-such-service', place: tree.place, service: absent, known: [...all.keys()] }])
  // asking for a service by name enables its profiles (types/project.go WithServicesEnabled)
  const active = [...profiles, ...profilesOf(all, partition(all, profiles).enabled, names)]
  const { enabled, disabled } = partition(all, active)
  const declared = networksOf(tree, name, [...all.values()])
  const wrong = inconsistencies({ tree, enabled, disabled, networks: declared })
  if (wrong.length > 0) return err(wrong)
  const chosen = names.length === 0 ? enabled : selected(enabled, names, dependencies)
  const services = new Map<string, Service>()
  for (const [key, service] of chosen) {
    const filled = withFiles(service, get(get(tree, 'services'), key), outside)
    if (filled.ok) services.set(key, filled.value)
    else errors.push(filled.error)
  }
  if (errors.length > 0) return err(errors)
  // a network that no chosen service is on is not made (types/project.go WithoutUnnecessaryResources)
  const used = new Set([...services.values()].flatMap((service) => [...service.networks.keys()]))
  const networks = new Map([...declared].filter(([key]) => used.has(key)))
  const project: Project = {
    name,
    ...rest,
    services,
    disabled: without(all, services),
    networks,
    mistakes: [],
    tree,
  }
  return ok({ ...project, mistakes: mistakesOf(project) })
}

/** Enabled and disabled services, each in the files' order. */
const partition = (all: ReadonlyMap<string, Service>, profiles: readonly string[]) => {
  const enabled = new Map([...all].filter(([, service]) => isEnabled(service, profiles)))
  return { enabled, disabled: without(all, enabled) }
}

const without = (
  all: ReadonlyMap<string, Service>,
  some: ReadonlyMap<string, Service>,
): ReadonlyMap<string, Service> => new Map([...all].filter(([name]) => !some.has(name)))

/** Without profiles a service is always on (types/project.go ServiceConfig.HasProfile). */
const isEnabled = ({ profiles: own }: Service, active: readonly string[]): boolean =>
  own.length === 0 || active.includes('*') || own.some((profile) => active.includes(profile))

/**
 * The networks that files declare, by key, and `default` where a service is on it by saying nothing: that one exists
 * without being written (loader/normalize.go).
 */
function networksOf(
  tree: MapNode,
  name: string,
  services: readonly Service[],
): ReadonlyMap<string, ProjectNetwork> {
  const found = new Map(
    entriesOf(get(tree, 'networks')).map(([key, entry]) => [key, readNetwork(key, entry, name, entry.key)]),
  )
  const user = services.find((service) => service.networks.has('default'))
  if (user && !found.has('default')) found.set('default', readNetwork('default', undefined, name, user.place))
  return found
}
