/**
 * A world out of its JSON, `JSON.stringify(lab.world)`, or of a model without containers. Checked are the tables and that
 * every reference between them leads somewhere; what is inside a record is trusted to be what this program wrote.
 */
import { ok, type Result } from '../../addr/result.js'
import type { World } from '../../cnm/world.js'
import { emptyDockerWorld, type DockerWorld } from '../../engine/state.js'
import { readJson, type JsonProblem } from '../json/read.js'
import { isRecord, shape, type JsonPath, type Shape, type ShapeProblem } from '../json/shape.js'

type Json = Readonly<Record<string, unknown>>
/** A member of a record, and the table in which the id that it holds must be. */
type References = Readonly<Record<string, string>>

/** The tables of a model's world, with what their records refer to. */
const TABLES: Readonly<Record<string, References>> = {
  hosts: {},
  networks: { host: 'hosts' },
  endpoints: { network: 'networks', sandbox: 'sandboxes' },
  sandboxes: { host: 'hosts', endpoints: 'endpoints' },
}
/** Of what the engine puts on top; they refer to the model. */
const CONTAINERS: References = { host: 'hosts', sandbox: 'sandboxes' }

const model: Shape<World> = shape((value, path) => {
  if (!isRecord(value)) return { path, message: 'should be the world of a model: an object' }
  if (!Number.isSafeInteger(value['clock']))
    return { path: [...path, 'clock'], message: 'should be a whole number' }
  if (!isRecord(value['lans'])) return { path: [...path, 'lans'], message: 'should be an object' }
  // references are looked up in the world itself, so tables are read twice: once for their ids
  const ids = idsIn(value)
  return firstProblem(Object.entries(TABLES), ([name, references]) =>
    recordsProblem(value[name], ids, references, [...path, name]),
  )
})

const docker: Shape<DockerWorld> = shape((value, path) => {
  if (!isRecord(value)) return { path, message: 'should be a world: an object' }
  const wrong = model.problem(value['cnm'], [...path, 'cnm'])
  if (wrong) return wrong
  if (!Array.isArray(value['events'])) return { path: [...path, 'events'], message: 'should be a list' }
  const cnm = isRecord(value['cnm']) ? value['cnm'] : {}
  return recordsProblem(value['containers'], idsIn(cnm), CONTAINERS, [...path, 'containers'])
})

/** Whether a parsed JSON value means to be a world, rather than a recording. */
export const seemsWorld = (value: unknown): boolean =>
  isRecord(value) && (isRecord(value['cnm']) || isRecord(value['sandboxes']))

/** Error: not JSON, or the first thing that is wrong. O(records). */
export function readWorld(source: string): Result<DockerWorld, JsonProblem> {
  const whole = readJson(source, docker)
  if (whole.ok) return whole
  const alone = readJson(source, model)
  if (alone.ok) return ok({ ...emptyDockerWorld, cnm: alone.value })
  return /^\s*\{\s*"cnm"/.test(source) ? whole : alone
}

/** With a newline at its end, as files have. */
export const writeWorld = (world: DockerWorld): string => `${JSON.stringify(world, null, 1)}\n`

/** The records of a table or a trie (src/store), with where they stand. */
function recordsIn(table: unknown, path: JsonPath): readonly (readonly [JsonPath, unknown])[] | undefined {
  if (isRecord(table)) return recordsIn(table['byId'], [...path, 'byId'])
  if (!Array.isArray(table)) return undefined
  const node: readonly unknown[] = table
  return node.slice(1).flatMap((kid, i) => {
    const at = [...path, i + 1]
    return (Array.isArray(kid) ? recordsIn(kid, at) : undefined) ?? [[at, kid]]
  })
}

/** The ids in each table of a model. */
const idsIn = (world: Json): ReadonlyMap<string, ReadonlySet<unknown>> =>
  new Map(
    Object.keys(TABLES).map((name) => {
      const records = recordsIn(world[name], []) ?? []
      return [name, new Set(records.map(([, record]) => (isRecord(record) ? record['id'] : undefined)))]
    }),
  )

function recordsProblem(
  table: unknown,
  ids: ReadonlyMap<string, ReadonlySet<unknown>>,
  references: References,
  path: JsonPath,
): ShapeProblem | undefined {
  const records = recordsIn(table, path)
  if (!records) return { path, message: 'should be a table: records by id, as JSON.stringify writes them' }
  return firstProblem(records, ([at, record]) => {
    if (!isRecord(record)) return { path: at, message: 'should be an object' }
    if (typeof record['id'] !== 'string') return { path: [...at, 'id'], message: 'should be a text' }
    return firstProblem(Object.entries(references), ([member, target]) =>
      referenceProblem(record[member], ids.get(target), target, [...at, member]),
    )
  })
}

/** An id, a list of ids, or null for none. */
function referenceProblem(
  value: unknown,
  target: ReadonlySet<unknown> | undefined,
  name: string,
  path: JsonPath,
): ShapeProblem | undefined {
  if (value === null) return undefined
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value]
  const lost = ids.find((id) => typeof id !== 'string' || !target?.has(id))
  return lost === undefined && (ids.length === 0 || ids[0] !== undefined)
    ? undefined
    : {
        path,
        message: `should be an id in ${name}, but is ${lost === undefined ? 'missing' : JSON.stringify(lost)}`,
      }
}

function firstProblem<T>(
  items: readonly T[],
  check: (item: T) => ShapeProblem | undefined,
): ShapeProblem | undefined {
  for (const item of items) {
    const problem = check(item)
    if (problem) return problem
  }
  return undefined
}
