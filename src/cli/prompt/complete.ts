/** Completion at the prompt: first words, docker's commands, and the names in this world. */
import { containersOn } from '../../engine/findContainer.js'
import { allHosts, networksOn } from '../../cnm/lookup.js'
import type { DockerWorld } from '../../engine/state.js'
import { FIRST_WORDS } from './session.js'

const DOCKER =
  'attach create events exec inspect kill logs network pause port ps rename restart rm run start stop unpause'.split(
    ' ',
  )
const NETWORK = 'connect create disconnect inspect ls prune rm'.split(' ')

/** The words that may stand where the line ends, and the part of the line that they replace (readline's completer). */
export function complete(world: DockerWorld, line: string): [string[], string] {
  const words = line.split(/\s+/)
  const part = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const options = candidates(world, before)
  const hits = options.filter((option) => option.startsWith(part))
  return [hits.map((hit) => `${hit} `), part]
}

function candidates(world: DockerWorld, before: readonly string[]): readonly string[] {
  const [first, second] = before.filter((word) => !/^h\d+\$$/.test(word))
  if (first === undefined) return FIRST_WORDS
  if (first !== 'docker') return [...places(world), ...names(world)]
  if (second === undefined) return DOCKER
  return second === 'network' && before.at(-1) === 'network' ? NETWORK : names(world)
}

const hosts = ({ cnm }: DockerWorld): readonly string[] => allHosts(cnm).map(({ id }) => id)

/** Machines, and containers as `h1/ctr1`. */
const places = (world: DockerWorld): readonly string[] => [
  ...hosts(world),
  ...hosts(world).flatMap((host) => containersOn(world, host).map(({ name }) => `${host}/${name}`)),
]

/** Containers and networks. */
const names = (world: DockerWorld): readonly string[] =>
  hosts(world).flatMap((host) => [
    ...containersOn(world, host).map(({ name }) => name),
    ...networksOn(world.cnm, host).map(({ name }) => name),
  ])
