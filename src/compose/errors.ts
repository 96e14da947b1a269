/**
 * What can be wrong with a compose file, as values: each names its place, and its text what is wrong and what would be right.
 * The engine's refusals come as it words them. Nothing here is thrown.
 */
import { placeText, type Place } from './place.js'

/** Every error points at a place in a file; of the whole project, at its first file. */
interface At {
  readonly place: Place
}

/** The file cannot be read as YAML, or not as a mapping. */
type YamlError = At &
  (
    | { readonly code: 'yaml'; readonly problem: string }
    | { readonly code: 'unknown-anchor' | 'endless-alias'; readonly anchor: string }
    | { readonly code: 'key-not-text' | 'merge-key' | 'not-a-mapping' | 'empty-file' }
    | { readonly code: 'key-twice'; readonly key: string; readonly before: Place }
  )

/** Files, variables, and how files add up. */
type SourceError = At &
  (
    | { readonly code: 'file-missing'; readonly file: string; readonly problem: string }
    | { readonly code: 'no-compose-file'; readonly folder: string }
    | { readonly code: 'env-file'; readonly problem: string }
    | { readonly code: 'invalid-template'; readonly path: string; readonly template: string }
    | {
        readonly code: 'required-variable'
        readonly path: string
        readonly variable: string
        readonly reason: string
      }
    | { readonly code: 'not-castable'; readonly path: string; readonly text: string; readonly wanted: string }
    | {
        readonly code: 'cannot-override'
        readonly path: string
        readonly kind: 'list' | 'map'
        readonly before: Place
      }
    | {
        readonly code: 'extends-unknown'
        readonly service: string
        readonly target: string
        readonly file: string
      }
    | { readonly code: 'extends-cycle' | 'include-cycle'; readonly chain: readonly string[] }
    | {
        readonly code: 'include-conflict'
        readonly section: string
        readonly name: string
        readonly before: Place
      }
    | { readonly code: 'project-name'; readonly name: string }
  )

/** A key that Compose does not know, or a value of the wrong kind. */
type ShapeError = At &
  (
    | {
        readonly code: 'unknown-key'
        readonly path: string
        readonly key: string
        readonly near: string | null
      }
    | { readonly code: 'wrong-kind'; readonly path: string; readonly wanted: string; readonly got: string }
    | { readonly code: 'missing-key'; readonly path: string; readonly key: string }
    | { readonly code: 'item-twice'; readonly path: string; readonly item: string }
    | {
        readonly code: 'invalid-port'
        readonly path: string
        readonly text: string
        readonly problem: string
      }
    | {
        readonly code: 'invalid-host'
        readonly path: string
        readonly text: string
        readonly problem: string
      }
  )

/** The parts do not fit together. */
type ConsistencyError = At &
  (
    | { readonly code: 'no-image' | 'mode-and-networks'; readonly service: string }
    | {
        readonly code: 'unknown-network'
        readonly service: string
        readonly network: string
        readonly known: readonly string[]
      }
    | {
        readonly code: 'unknown-service'
        readonly service: string
        readonly key: string
        readonly target: string
        readonly disabled: boolean
      }
    | { readonly code: 'dependency-cycle'; readonly chain: readonly string[] }
    | { readonly code: 'scale-twice' | 'negative-scale' | 'container-name-scaled'; readonly service: string }
    | { readonly code: 'no-such-service'; readonly service: string; readonly known: readonly string[] }
    | { readonly code: 'network-name-conflict'; readonly path: string }
  )

/** What `docker compose config` takes, and what then fails when it is brought up, or never works. */
type Mistake = At &
  (
    | {
        readonly code: 'bad-range' | 'bad-address' | 'bad-mac' | 'bad-host-address' | 'bad-dns-server'
        readonly path: string
        readonly text: string
      }
    | {
        readonly code: 'bad-subnet'
        readonly path: string
        readonly text: string
        /** The subnet that the text lies in, where it is an address with a length. */
        readonly right: string | null
      }
    | {
        readonly code: 'outside-subnet'
        readonly path: string
        readonly address: string
        readonly subnets: readonly string[]
      }
    | { readonly code: 'address-without-subnet'; readonly path: string; readonly network: string }
    | {
        readonly code: 'address-scaled' | 'host-port-scaled'
        readonly path: string
        readonly text: string
        readonly replicas: number
      }
    | {
        readonly code: 'address-twice' | 'host-port-twice' | 'container-name-twice'
        readonly text: string
        readonly before: Place
      }
    | {
        readonly code: 'mac-conflict'
        readonly path: string
        readonly service: string
        readonly network: string
      }
  )

/** The engine would not do it. */
type EngineProblem = At & { readonly code: 'engine'; readonly doing: string; readonly text: string }

/**
 * A closed union: each part of loading has its own. `code` is the name for programs, the other members are what the
 * text is made of.
 */
export type ComposeError = YamlError | SourceError | ShapeError | ConsistencyError | Mistake | EngineProblem
/** The documented names. */
export type ComposeErrorCode = ComposeError['code']

/** `compose.yaml:3:5: what is wrong: what would be right`. */
export const composeErrorText = (error: ComposeError): string =>
  `${placeText(error.place)}: ${messageOf(error)}`

/**
 * The text without the place. Where Compose has a message that people look for, it starts like that one; what follows
 * the colon says what would be right.
 */
export function messageOf(error: ComposeError): string {
  switch (error.code) {
    case 'yaml':
      return `this is not YAML: ${error.problem}`
    case 'unknown-anchor':
      return `the alias *${error.anchor} has no anchor: write &${error.anchor} before the value that it stands for`
    case 'endless-alias':
      return `the alias *${error.anchor} stands within its own value, which would have no end`
    case 'key-not-text':
      return "a key must be a text: put quotes around a number, as in '80': web"
    case 'merge-key':
      return 'what << merges in must be a mapping, or a list of mappings'
    case 'not-a-mapping':
      return 'the file must be a mapping, with a key such as services: at its top'
    case 'empty-file':
      return 'empty compose file: it needs at least services:, and below it a service with an image'
    case 'key-twice':
      return `the key '${error.key}' is there already, at ${placeText(error.before)}: keep one of the two`
    case 'file-missing':
      return `${error.file} cannot be read: ${error.problem}`
    case 'no-compose-file':
      return `no configuration file provided: not found: neither ${error.folder} nor a folder above it has a compose.yaml, compose.yml, docker-compose.yml or docker-compose.yaml`
    case 'env-file':
      return error.problem
    case 'invalid-template':
      return `${error.path}: invalid interpolation format: '${error.template}'. A variable is written \${NAME}, a dollar sign $$`
    case 'required-variable':
      return `${error.path}: required variable ${error.variable} is missing a value${error.reason === '' ? '' : `: ${error.reason}`}`
    case 'not-castable':
      return `${error.path}: '${error.text}' is no ${error.wanted}`
    case 'cannot-override':
      return `${error.path}: a ${error.kind === 'list' ? 'list' : 'mapping'}, as at ${placeText(error.before)}, can only be added to with another: or replace it with !override`
    case 'extends-unknown':
      return `service '${error.service}' cannot extend '${error.target}': ${error.file} has no such service`
    case 'extends-cycle':
      return `services extend each other in a circle: ${error.chain.join(' -> ')}`
    case 'include-cycle':
      return `files include each other in a circle: ${error.chain.join(' -> ')}`
    case 'include-conflict':
      return `${error.section}.${error.name} conflicts with the one that is included from ${placeText(error.before)}: override it in a file that is given with -f or in include.path`
    case 'project-name':
      return error.name === ''
        ? 'project name must not be empty: give one with name:, -p or COMPOSE_PROJECT_NAME'
        : `invalid project name '${error.name}': it must consist only of lowercase letters, digits, hyphens and underscores, and start with a letter or digit`
    case 'unknown-key':
      return `${error.path}: there is no key '${error.key}'${error.near === null ? '' : `; is it '${error.near}'?`}`
    case 'wrong-kind':
      return `${error.path} must be ${error.wanted}, and is ${error.got}`
    case 'missing-key':
      return `${error.path} needs the key '${error.key}'`
    case 'item-twice':
      return `${error.path}: '${error.item}' is in the list twice`
    case 'invalid-port':
      return `${error.path}: '${error.text}': ${error.problem}. A port is written [[IP:]HOST:]CONTAINER[/PROTOCOL], as in '8080:80'`
    case 'invalid-host':
      return `${error.path}: '${error.text}': ${error.problem}. A host is written NAME=ADDRESS`
    case 'no-image':
      return `service '${error.service}' has neither an image nor a build context specified: add image: or build:`
    case 'mode-and-networks':
      return `service '${error.service}' has both network_mode and networks: only one of the two can be`
    case 'unknown-network':
      return `service '${error.service}' refers to undefined network '${error.network}': declare it under networks: at the top${error.known.length === 0 ? '' : `, where there is ${error.known.join(', ')}`}`
    case 'unknown-service':
      return error.disabled
        ? `service '${error.service}' needs '${error.target}' (${error.key}), which no active profile enables: activate its profile, or say required: false`
        : `service '${error.service}' needs '${error.target}' (${error.key}), and there is no such service`
    case 'dependency-cycle':
      return `services depend on each other in a circle: ${error.chain.join(' -> ')}`
    case 'scale-twice':
      return `service '${error.service}' has distinct values for scale and deploy.replicas: keep one of the two`
    case 'negative-scale':
      return `service '${error.service}' cannot have fewer than 0 replicas`
    case 'container-name-scaled':
      return `service '${error.service}' has a container_name, which must be unique, and more than one replica: take one of the two away`
    case 'no-such-service':
      return `no such service: ${error.service}; there is ${error.known.join(', ')}`
    case 'network-name-conflict':
      return `${error.path}: name and external.name conflict; only use name`
    case 'bad-subnet':
      return error.right === null
        ? `${error.path}: '${error.text}' is no subnet: write it as 10.5.0.0/16`
        : `${error.path}: '${error.text}' is an address in a subnet: write the subnet, ${error.right}`
    case 'bad-range':
      return `${error.path}: '${error.text}' is no part of its subnet, written as 10.5.1.0/24`
    case 'bad-address':
      return `${error.path}: '${error.text}' is no address of that kind`
    case 'bad-mac':
      return `${error.path}: '${error.text}' is no MAC address: write it as 02:42:ac:11:00:02`
    case 'bad-host-address':
      return `${error.path}: '${error.text}' is no address, nor host-gateway`
    case 'bad-dns-server':
      return `${error.path}: '${error.text}' is no address of a DNS server`
    case 'outside-subnet':
      return `${error.path}: ${error.address} is in none of the network's subnets (${error.subnets.join(', ')})`
    case 'address-without-subnet':
      return `${error.path}: an address of one's own needs a subnet of one's own: give network '${error.network}' an ipam.config with a subnet`
    case 'address-scaled':
      return `${error.path}: ${error.text} cannot be the address of ${error.replicas} containers: take the address or the replicas away`
    case 'host-port-scaled':
      return `${error.path}: host port ${error.text} can be bound only once, and the service has ${error.replicas} containers: take the host port away, or give a range of ${error.replicas}`
    case 'address-twice':
      return `${error.text} is the address of another service on this network, at ${placeText(error.before)}`
    case 'host-port-twice':
      return `host port ${error.text} is bound already, at ${placeText(error.before)}`
    case 'container-name-twice':
      return `a container has the name '${error.text}' already, at ${placeText(error.before)}`
    case 'mac-conflict':
      return `service '${error.service}' has one mac_address of its own and another on network '${error.network}': they must be the same`
    case 'engine':
      return `${error.doing}: ${error.text}`
  }
}
