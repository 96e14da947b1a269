/** `docker node inspect` (docker/cli node/inspect.go, formatter.go): as JSON, by a template, or in a form for people. */
import { err, ok, type Result } from '../../addr/result.js'
import { MODELS } from '../../engine/models.js'
import { isReachable, managed } from '../../engine/swarm/membership.js'
import { findNode, nodeName, statusOf } from '../../engine/swarm/nodes.js'
import type { SwarmNode } from '../../engine/swarm/swarm.js'
import { goTimeText } from '../../engine/time.js'
import type { NodeInspectRequest } from '../args/requests/swarm.js'
import { printInspected } from './inspect.js'
import { nodeDocument } from './nodeDocument.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'

/** Only managers can tell. `self` is the node that is asked. `--pretty` is `--format pretty`. */
export function dockerNodeInspect(engine: Engine, request: NodeInspectRequest): Outcome {
  const { nodes } = request
  const format = request.pretty ? 'pretty' : request.format
  if (format.startsWith('pretty'))
    return format === 'pretty'
      ? inWords(engine, nodes)
      : refused(engine.state, 'Cannot supply extra formatting options to the pretty template')
  return printInspected(engine, nodes, format, 'typed', (at, term) => {
    const found = look(at, term)
    return found.ok ? ok(nodeDocument(found.value, [...at.env.drivers.keys()], at.state.passed)) : found
  })
}

/** The client's whole error. */
function look({ state, host }: Engine, term: string): Result<SwarmNode, string> {
  const member = managed(state, host)
  if (!member.ok) return err(daemonError(member.error))
  const { swarm, node: self } = member.value
  const found = findNode(swarm, term, self)
  return found.ok ? found : err(daemonError(found.error))
}

/** The first one that is not there ends it; those before it are shown. */
function inWords(engine: Engine, terms: readonly string[]): Outcome {
  let stdout = ''
  for (const term of terms) {
    const found = look(engine, term)
    if (!found.ok) return { state: engine.state, exit: 1, stdout, stderr: `${found.error}\n` }
    stdout += `${prettyText(engine, found.value)}\n`
  }
  return printed(engine.state, stdout)
}

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`

/** nodeInspectPrettyTemplate without what is not modelled: processors, memory, other plugins, certificates. */
function prettyText({ env, state }: Engine, node: SwarmNode): string {
  const status = statusOf(node, state.passed)
  const managing = node.role === 'manager' && node.outvotedAt === null
  return [
    `ID:\t\t\t${node.id}`,
    ...(node.labels.length === 0
      ? []
      : ['Labels:', ...node.labels.map(([k, v]) => ` - ${k}${v && `=${v}`}`)]),
    `Hostname:              \t${nodeName(node)}`,
    `Joined at:             \t${goTimeText(node.joinedAt).toLowerCase()}`,
    'Status:',
    ` State:\t\t\t${capital(status.state)}`,
    ...(status.message === '' ? [] : [` Message:              \t${capital(status.message)}`]),
    ` Availability:         \t${capital(node.availability)}`,
    ` Address:\t\t${node.address}`,
    ...(managing
      ? [
          'Manager Status:',
          ` Address:\t\t${node.address}:${node.port}`,
          ` Raft Status:\t\t${isReachable(node) ? 'Reachable' : 'Unreachable'}`,
          ` Leader:\t\t${node.leader ? 'Yes' : 'No'}`,
        ]
      : []),
    'Platform:',
    ' Operating System:\tlinux',
    ' Architecture:\t\tx86_64',
    'Plugins:',
    ` Network:\t\t${[...env.drivers.keys()].toSorted().join(', ')}`,
    `Engine Version:\t\t${MODELS}`,
  ].join('\n')
}
