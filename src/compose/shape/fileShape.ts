/**
 * The keys of a compose file, and those of a network (compose-go v2.9.1 schema/compose-spec.json). Volumes, secrets,
 * configs and models are not looked into.
 */
import { NAME, service } from './serviceShape.js'
import {
  any,
  boolOrText,
  labels,
  listOf,
  mapOf,
  numberOrText,
  object,
  oneOf,
  orNothing,
  text,
  textOrTexts,
} from './shape.js'

/**
 * One subnet of a network. Whether the texts are addresses is asked later (`model/mistakes.ts`), as Compose does not
 * ask at all.
 */
const pool = object({ subnet: text, ip_range: text, gateway: text, aux_addresses: mapOf(text) })

/** Numbers and truths may still be texts here: the cast comes with the variables. */
const network = object({
  name: text,
  driver: text,
  driver_opts: mapOf(numberOrText),
  ipam: object({ driver: text, config: listOf(pool, false), options: mapOf(text) }),
  external: oneOf(boolOrText, object({ name: text })),
  internal: boolOrText,
  enable_ipv4: boolOrText,
  enable_ipv6: boolOrText,
  attachable: boolOrText,
  labels,
})

/** A path, or a mapping with several. */
const include = oneOf(text, object({ path: textOrTexts, env_file: textOrTexts, project_directory: text }))

/**
 * A whole file, after merging. An unknown key is an error, but for `x-` ones: that is how typing mistakes are found.
 */
export const file = object({
  version: text,
  name: text,
  include: listOf(include, false),
  services: mapOf(service, NAME),
  networks: mapOf(orNothing(network), NAME),
  volumes: mapOf(any, NAME),
  secrets: mapOf(any, NAME),
  configs: mapOf(any, NAME),
  models: mapOf(any),
})
