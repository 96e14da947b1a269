/** Random clusters: hosts in one swarm, overlay networks that containers attach to. Not covered: services, leaving a swarm. */
import fc from 'fast-check'
import type { Env } from '../../cnm/env.js'
import type { Lab } from '../../shell/lab/lab.js'
import { labOn } from '../script/script.js'
import { printed } from '../script/printed.js'

/** A container and where it runs: unlike a service's task, it stays there. */
export interface PlacedContainer {
  readonly name: string
  /** `h1`, `h2`, ... */
  readonly host: string
  /** By name; never empty. */
  readonly networks: readonly string[]
}

/** A cluster as data, with the lines that build it. Shrinks to fewer hosts, networks and containers. */
export class Cluster {
  /** The first host is the manager. */
  readonly hosts: readonly string[]
  readonly networks: readonly { readonly name: string; readonly internal: boolean }[]
  readonly containers: readonly PlacedContainer[]

  constructor(
    hosts: readonly string[],
    networks: Cluster['networks'],
    containers: readonly PlacedContainer[],
  ) {
    this.hosts = hosts
    this.networks = networks
    this.containers = containers
  }

  /** What is typed, and where; `$TOKEN` is what `docker swarm join-token -q worker` prints on the manager. */
  lines(): readonly { readonly host: string; readonly line: string }[] {
    const [manager = 'h1', ...workers] = this.hosts
    return [
      { host: manager, line: 'swarm init --advertise-addr 192.0.2.11' },
      ...workers.map((host) => ({ host, line: 'swarm join --token $TOKEN 192.0.2.11:2377' })),
      ...this.networks.map(({ name, internal }) => ({
        host: manager,
        line: `network create -d overlay --attachable ${internal ? '--internal ' : ''}${name}`,
      })),
      ...this.containers.map(({ name, host, networks }) => ({
        host,
        line: `run -d --name ${name} ${networks.map((n) => `--network ${n}`).join(' ')} alpine httpd -f -p 80`,
      })),
    ]
  }

  toString(): string {
    return this.lines()
      .map(({ host, line }) => `${host}$ docker ${line}`)
      .join('\n')
  }

  [printed](): string {
    return `\n${this.toString()}\n`
  }

  /** A laboratory in which all of it was typed. Throws when an engine refuses a line. */
  play(env: Env): Lab {
    const lab = labOn(env, this.hosts.length)
    let token = ''
    for (const { host, line } of this.lines()) {
      const { exit, stderr } = lab.docker(host, line.replace('$TOKEN', token))
      if (exit !== 0) throw new Error(`${host}$ docker ${line}\n${stderr}`)
      if (token === '') token = lab.docker(host, 'swarm join-token -q worker').stdout.trim()
    }
    return lab
  }
}

/** Two or three hosts, up to three networks and five containers. */
export const cluster = (): fc.Arbitrary<Cluster> =>
  fc
    .record({
      hosts: fc.integer({ min: 2, max: 3 }),
      internal: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
      containers: fc.array(
        fc.record({
          host: fc.nat({ max: 2 }),
          networks: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }),
        }),
        { maxLength: 5 },
      ),
    })
    .map(({ hosts, internal, containers }) => {
      const names = internal.map((_, i) => `net${i + 1}`)
      const at = <T>(items: readonly T[], position: number): readonly T[] =>
        items.filter((_, i) => i === position % items.length)
      const places = Array.from({ length: hosts }, (_, i) => `h${i + 1}`)
      return new Cluster(
        places,
        names.map((name, i) => ({ name, internal: internal[i] ?? false })),
        containers.map((container, i) => ({
          name: `ctr${i + 1}`,
          host: at(places, container.host)[0] ?? 'h1',
          networks: [...new Set(container.networks.flatMap((n) => at(names, n)))],
        })),
      )
    })
