/** What `env_file` and `label_file` add to a service (compose-go v2.9.1 types/project.go WithServicesEnvironmentResolved). */
import { err, ok, type Result } from '../../addr/result.js'
import { parseDotenv } from '../env/dotenv.js'
import type { Lookup } from '../env/template.js'
import type { ComposeError } from '../errors.js'
import type { ReadFile } from '../load/source.js'
import { get, itemsOf, type Node } from '../yaml/node.js'
import type { Service } from './project.js'
import { saidAt, textAt, textOfNode } from './read.js'

/** The two doors to the outside that are left when the model is read. */
export interface Outside {
  readonly read: ReadFile
  readonly lookup: Lookup
}

/** The service with all its variables and labels; what it says itself counts before what files say. */
export function withFiles(
  service: Service,
  node: Node | undefined,
  outside: Outside,
): Result<Service, ComposeError> {
  const own = service.environment.map(
    ([name, value]) => [name, value ?? outside.lookup(name) ?? null] as const,
  )
  // a file's `${NAME}` may mean what the service itself says
  const said = new Map(own)
  const env = contents(
    itemsOf(get(node, 'env_file')).map((item) => ({
      node: item,
      path: textAt(item, 'path'),
      required: saidAt(item, 'required') ?? true,
      raw: textAt(item, 'format') === 'raw',
    })),
    outside.read,
    (name) => outside.lookup(name) ?? said.get(name) ?? undefined,
  )
  if (!env.ok) return env
  const labels = contents(
    itemsOf(get(node, 'label_file')).map((item) => ({
      node: item,
      path: textOfNode(item),
      required: true,
      raw: false,
    })),
    outside.read,
    () => undefined,
  )
  if (!labels.ok) return labels
  return ok({
    ...service,
    // what the service says itself comes last, and wins; both keep the order of the files
    environment: [...new Map<string, string | null>([...env.value, ...own])],
    labels: [...new Map([...labels.value, ...service.labels])],
  })
}

/** One file to read, in whichever way it was written. */
interface File {
  readonly node: Node
  readonly path: string
  readonly required: boolean
  /** As `docker run --env-file` reads it: nothing is quoted, nothing stands for anything else. */
  readonly raw: boolean
}

/**
 * The files in their order, later ones on top. The error is `file-missing`, for a file that is `required`, or
 * `env-file`.
 */
function contents(
  files: readonly File[],
  read: ReadFile,
  lookup: Lookup,
): Result<ReadonlyMap<string, string>, ComposeError> {
  const found = new Map<string, string>()
  for (const { node, path, required, raw } of files) {
    const text = read(path)
    if (text === undefined && required)
      return err({ code: 'file-missing', place: node.place, file: path, problem: 'there is no such file' })
    if (raw) {
      for (const [name, value] of verbatim(text ?? '', lookup)) found.set(name, value)
      continue
    }
    const parsed = parseDotenv(path, text ?? '', (name) => lookup(name) ?? found.get(name))
    if (!parsed.ok) return parsed
    for (const [name, value] of parsed.value) found.set(name, value)
  }
  return ok(found)
}

/** A name alone takes its value from outside, where there is one (docker/cli pkg/kvfile). */
const verbatim = (text: string, lookup: Lookup): readonly (readonly [string, string])[] =>
  text.split(/\r?\n/).flatMap((written) => {
    const line = written.trimStart()
    const at = line.indexOf('=')
    const name = at < 0 ? line.trimEnd() : line.slice(0, at)
    const value = at < 0 ? lookup(name) : line.slice(at + 1)
    return name === '' || name.startsWith('#') || value === undefined ? [] : [[name, value]]
  })
