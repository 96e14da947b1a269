/**
 * The three maps of a container's document that are keyed by ports: nat.Port in Go, which is no string, so `index` with one
 * fails on them and templates fall back to the raw document.
 */
import { GoMap, NIL_LIST, type TemplateValue } from '../template/value.js'

/** The member that has the map, by the member of the document that it is in. */
const PORT_MAPS: ReadonlyMap<string, string> = new Map([
  ['NetworkSettings', 'Ports'],
  ['HostConfig', 'PortBindings'],
  ['Config', 'ExposedPorts'],
])

/** Takes a document of any kind; one without such members stays as it is. */
export function withPortMaps(document: TemplateValue): TemplateValue {
  if (!isStruct(document)) return document
  return Object.fromEntries(
    Object.entries(document).map(([key, member]) => {
      const inner = PORT_MAPS.get(key)
      return [key, inner !== undefined && isStruct(member) ? keyedByPort(member, inner) : member]
    }),
  )
}

const keyedByPort = (struct: Struct, member: string): TemplateValue =>
  Object.fromEntries(
    Object.entries(struct).map(([key, value]) => [
      key,
      key === member && isMap(value) ? new GoMap(value, NIL_LIST, undefined, 'nat.Port') : value,
    ]),
  )

type Struct = Readonly<Record<string, TemplateValue>>
const isMap = (value: TemplateValue): value is ReadonlyMap<string, TemplateValue> => value instanceof Map
const isStruct = (value: TemplateValue): value is Struct =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
