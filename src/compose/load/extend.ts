/**
 * `extends`: a service starts from another one, of the same file or of another (compose-go v2.9.1 loader/extends.go
 * ApplyExtends, applyServiceExtends, getExtendsBaseFromFile). It is done within each file before files are laid one on
 * another, so a service cannot extend what a later file adds.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { interpolate } from '../env/interpolate.js'
import type { ComposeError } from '../errors.js'
import { merge } from '../merge/merge.js'
import { strip } from '../merge/strip.js'
import { folderOf, join } from '../paths.js'
import { parseYaml } from '../yaml/parse.js'
import { get, isNull, map, textOf, without, type Entry, type MapNode, type Node } from '../yaml/node.js'
import { rebase } from './rebase.js'
import type { Source } from './source.js'

/**
 * The file with every service completed. Keys that a service resets stay marked, for the files before this one. Errors:
 * `missing-key`, `extends-cycle`, `extends-unknown`, `file-missing`. O(services x length of their chains).
 */
export function applyExtends(file: MapNode, name: string, source: Source): Result<MapNode, ComposeError> {
  const services = get(file, 'services')
  if (services?.kind !== 'map') return ok(file)
  const done = new Map<string, Entry>()
  for (const [service, entry] of services.entries) {
    const extended = extend(service, services, name, source, [])
    if (!extended.ok) return extended
    done.set(service, { ...entry, value: extended.value })
  }
  const tag = services.tag === undefined ? {} : { tag: services.tag }
  const entry = file.entries.get('services')
  return entry === undefined
    ? ok(file)
    : ok({
        ...file,
        entries: new Map([
          ...file.entries,
          ['services', { ...entry, value: { ...map(done, services.place), ...tag } }],
        ]),
      })
}

/**
 * One service, completed by the one that it names, which is completed first. `chain`: the services that led here, as
 * FILE:SERVICE, as two files may have services of one name.
 */
function extend(
  name: string,
  services: MapNode,
  file: string,
  source: Source,
  chain: readonly string[],
): Result<Node, ComposeError> {
  const service = services.entries.get(name)?.value
  if (service?.kind !== 'map') return ok(service ?? map(new Map(), services.place))
  const said = get(service, 'extends')
  if (said === undefined || isNull(said)) return ok(service)
  const target = said.kind === 'scalar' ? said : get(said, 'service')
  const other = get(said, 'file')
  if (target?.kind !== 'scalar')
    return err({ code: 'missing-key', place: said.place, path: `services.${name}.extends`, key: 'service' })
  const step = `${file}:${name}`
  // cycleTracker: a service that in the end extends itself
  if (chain.includes(step)) return err({ code: 'extends-cycle', place: said.place, chain: [...chain, step] })
  const from =
    other?.kind === 'scalar'
      ? otherFile(join(source.folder, textOf(other.value)), source, other)
      : ok({ services, file, source })
  if (!from.ok) return from
  const wanted = textOf(target.value)
  if (!from.value.services.entries.has(wanted))
    return err({
      code: 'extends-unknown',
      place: target.place,
      service: name,
      target: wanted,
      file: from.value.file,
    })
  const base = extend(wanted, from.value.services, from.value.file, from.value.source, [...chain, step])
  if (!base.ok) return base
  // the base underneath, the service on top, by the rules for files; `extends` itself is gone
  const merged = merge(strip(base.value), { ...service, entries: without(service, 'extends').entries }, [
    'services',
    name,
  ])
  return merged.ok && service.tag !== undefined ? ok({ ...merged.value, tag: service.tag }) : merged
}

/** The services to choose from, and where they are written. */
interface Base {
  readonly services: MapNode
  readonly file: string
  readonly source: Source
}

/**
 * The services of another file: its variables filled in, its paths made whole, but neither its `include` nor its
 * `extends` applied yet (SkipInclude, SkipExtends): the chain goes on service by service.
 */
function otherFile(path: string, source: Source, from: Node): Result<Base, ComposeError> {
  const text = source.read(path)
  if (text === undefined)
    return err({ code: 'file-missing', place: from.place, file: path, problem: 'there is no such file' })
  const parsed = parseYaml(path, text)
  if (!parsed.ok) return parsed
  const [document] = parsed.value
  const filled = document === undefined ? undefined : interpolate(document, source.interpolation)
  if (filled?.ok === false) return filled
  const whole = filled?.value.kind === 'map' ? rebase(filled.value, folderOf(path)) : undefined
  const services = get(whole, 'services')
  return ok({
    services: services?.kind === 'map' ? services : map(new Map(), from.place),
    file: path,
    source: { ...source, folder: folderOf(path) },
  })
}
