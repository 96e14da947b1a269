/** Random compose files: a topology, written as one. Only the text; whoever reads it may be tested with it. */
import type fc from 'fast-check'
import { topology, type Topology } from './scripts.js'
import { printed } from '../script/printed.js'

/** A compose file with what it describes beside it, so that a test can compare the two. */
export class ComposeFile {
  /** What it describes: its containers are the services, one each. */
  readonly topology: Topology
  readonly text: string

  constructor(of: Topology) {
    this.topology = of
    this.text = textOf(of)
  }

  toString(): string {
    return this.text
  }

  [printed](): string {
    return `\n${this.text}`
  }
}

/** With one service at least, since a file without any is refused. */
export const composeFile = (): fc.Arbitrary<ComposeFile> =>
  topology()
    .filter(({ containers }) => containers.length > 0)
    .map((of) => new ComposeFile(of))

/** Every container is a service of the image alpine that serves port 80, on the networks of the topology. */
const textOf = ({ networks, containers }: Topology): string =>
  [
    'name: drawn',
    'services:',
    ...containers.flatMap(({ name, networks: on, publish }) => [
      `  ${name}:`,
      '    image: alpine',
      '    command: httpd -f -p 80',
      on.length === 0 ? '    network_mode: none' : `    networks: [${on.join(', ')}]`,
      ...(publish === null || on.length === 0 ? [] : [`    ports: ['${publish}:80']`]),
    ]),
    ...(networks.length === 0 ? [] : ['networks:']),
    ...networks.flatMap(({ name, internal, icc }) => [
      `  ${name}:`,
      `    internal: ${internal}`,
      ...(icc ? [] : ['    driver_opts:', "      com.docker.network.bridge.enable_icc: 'false'"]),
    ]),
    '',
  ].join('\n')
