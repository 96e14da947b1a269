/** A container as one row of `docker ps`: the fields that templates can ask for (docker/cli formatter/container.go). */
import { attachmentNames } from './attachmentNames.js'
import { containerNames } from '../../engine/linkNames.js'
import { containerPorts } from '../../engine/containerPorts.js'
import type { Container, DockerWorld } from '../../engine/state.js'
import { durationSince, goTimeText, statusText } from '../../engine/time.js'
import { goQuote } from '../template/quote.js'
import { formatterContext, type TemplateValue } from '../template/value.js'
import { displayPorts } from './displayPorts.js'

// What a template's error calls the value, `<.Nope>` of a `*formatter.ContainerContext`.
const TYPE = '*formatter.ContainerContext'
/** Characters of the column COMMAND. */
const COMMAND_WIDTH = 20

/** All fields, whatever the format asks for; ids and commands whole with --no-trunc. O(ports log ports). */
export function containerRow(state: DockerWorld, container: Container, noTrunc: boolean): TemplateValue {
  const { id, config } = container
  const command = commandLine(container)
  return formatterContext(
    TYPE,
    [
      ['Command', goQuote(noTrunc ? command : ellipsis(command, COMMAND_WIDTH))],
      ['CreatedAt', goTimeText(container.createdAt)],
      ['ID', noTrunc ? id : id.slice(0, 12)],
      ['Image', noTrunc ? config.image : withoutDigest(config.image)],
      ['Labels', labelsText(config.labels)],
      // volumes, mounts, sizes and platforms are not modelled: as of a container that has none
      ['LocalVolumes', '0'],
      ['Mounts', ''],
      ['Names', namesText(containerNames(state, container), noTrunc)],
      ['Networks', attachmentNames(container).join(',')],
      ['Platform', null],
      ['Ports', displayPorts(containerPorts(state, container))],
      ['RunningFor', `${durationSince(state, container.createdAt)} ago`],
      ['Size', '0B'],
      ['State', container.status],
      ['Status', statusText(state, container)],
    ],
    new Map([['Label', (label: string) => config.labels.findLast(([key]) => key === label)?.[1] ?? '']]),
  )
}

// by name, as {{json .}} prints them
const FIELDS = [
  'Command',
  'CreatedAt',
  'ID',
  'Image',
  'Labels',
  'LocalVolumes',
  'Mounts',
  'Names',
  'Networks',
  'Platform',
  'Ports',
  'RunningFor',
  'Size',
  'State',
  'Status',
] as const

/** What the client tries a --format on before it asks the engine, so that a bad one is found without an engine. */
export const emptyContainerRow: TemplateValue = formatterContext(
  TYPE,
  FIELDS.map((field) => [field, '']),
  new Map([['Label', () => '']]),
)

/** The container's own name; names by links as well where nothing is cut (formatter/container.go Names). */
const namesText = (names: readonly string[], noTrunc: boolean): string => {
  const bare = names.map((name) => name.replace(/^\//, ''))
  const own = bare.filter((name) => !name.includes('/'))
  return (noTrunc ? bare : own).join(',')
}

/** Sorted, as the client joins them. */
export const labelsText = (labels: readonly (readonly [string, string])[]): string =>
  labels
    .map(([key, value]) => `${key}=${value}`)
    .toSorted()
    .join(',')

const withoutDigest = (image: string): string => image.replace(/@sha256:.*$/, '')

/** Program and arguments; an argument with a blank stands in single quotes (moby v28.5.2 container/view.go transform). */
function commandLine({ config }: Container): string {
  const [program = '', ...args] = [...(config.entrypoint ?? []), ...(config.cmd ?? [])]
  return [program, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ')
}

/** At most so many characters, the last one an ellipsis. Wide characters count as one here. */
function ellipsis(text: string, width: number): string {
  const characters = Array.from(text)
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`
}
