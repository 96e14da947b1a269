/** `docker compose config`: what the files mean, or one list out of it. */
import { stringify } from 'yaml'
import { boolOf, textOf } from '../../shell/args/flagValues.js'
import type { FlagValues } from '../../shell/args/flags.js'
import { lines } from '../../shell/docker/eachOf.js'
import { printed, type Engine, type Outcome } from '../../shell/docker/outcome.js'
import type { Project } from '../model/project.js'
import { serviceHash } from '../up/containerSpec.js'
import { inOrder } from '../up/order.js'
import { entriesOf, get } from '../yaml/node.js'
import { configDocument, toJson } from './configDocument.js'

/** The one list that a flag asks for, else the whole document. What it prints can be read as a compose file again. */
export function printConfig({ state }: Engine, project: Project, flags: FlagValues): Outcome {
  const asked = (name: string): boolean => boolOf(flags, name)
  const services = inOrder(project.services)
  const list = (texts: readonly string[]): Outcome => printed(state, lines(texts))
  if (asked('quiet')) return printed(state, '')
  if (asked('services')) return list(services.map((s) => s.name))
  if (asked('networks')) return list([...project.networks.keys()])
  if (asked('volumes')) return list(entriesOf(get(project.tree, 'volumes')).map(([name]) => name))
  if (asked('images')) return list(services.map((s) => s.image ?? `${project.name}-${s.name}`))
  if (asked('profiles'))
    return list(
      [...new Set([...services, ...project.disabled.values()].flatMap((s) => s.profiles))].toSorted(),
    )
  if (flags.has('hash')) {
    const wanted = textOf(flags, 'hash').split(',')
    return list(
      services
        .filter((s) => wanted.includes('*') || wanted.includes(s.name))
        .map((s) => `${s.name} ${serviceHash(project, s)}`),
    )
  }
  const document = configDocument(project)
  return textOf(flags, 'format', 'yaml') === 'json'
    ? printed(state, escaped(`${JSON.stringify(toJson(document), null, 2)}\n`))
    : printed(state, escaped(stringify(document, { lineWidth: 0 })))
}

/** So that what is printed can be read again. */
const escaped = (text: string): string => text.replaceAll('$', '$$$$')
