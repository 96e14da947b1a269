/** `docker network ls` (docker/cli network/list.go, formatter.go). */
import { listNetworks } from '../../engine/listNetworks.js'
import type { ListedNetwork } from '../../engine/swarm/visibleNetworks.js'
import { goTimeText } from '../../engine/time.js'
import type { NetworkListRequest } from '../args/requests/network.js'
import { networkHeaders } from '../headers.js'
import { DEFAULT_TABLES, formatList, listFormat } from '../table.js'
import { formatterContext, type TemplateValue } from '../template/value.js'
import { labelsText } from './containerRow.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'

/** Sorted by name, numbers in names as numbers. Errors: those of the filters, then those of the template. */
export function dockerNetworkLs({ state, host }: Engine, request: NetworkListRequest): Outcome {
  const listed = listNetworks(state, host, request.filters)
  if (!listed.ok) return refused(state, daemonError(listed.error))
  const rows = listed.value.map((network) => networkRow(network, request.noTrunc))
  const text = formatList(formatOf(request), networkHeaders, rows)
  return text.ok
    ? printed(state, text.value)
    : refused(state, `template parsing error: ${text.error.message}`)
}

const RAW = 'network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n'

const formatOf = (request: NetworkListRequest): string =>
  listFormat(request, DEFAULT_TABLES['network ls'], { whole: RAW, quiet: 'network_id: {{.ID}}' })

/** The fields that templates can ask for; booleans are texts here, as the client has them. */
const networkRow = (network: ListedNetwork, noTrunc: boolean): TemplateValue =>
  formatterContext(
    '*network.networkContext',
    [
      ['CreatedAt', goTimeText(network.createdAt)],
      ['Driver', network.driver],
      ['ID', noTrunc ? network.publicId : network.publicId.slice(0, 12)],
      ['IPv4', String(network.ipv4)],
      ['IPv6', String(network.ipv6)],
      ['Internal', String(network.internal)],
      ['Labels', labelsText(network.labels)],
      ['Name', network.name],
      ['Scope', network.scope],
    ],
    new Map([['Label', (label: string) => network.labels.findLast(([key]) => key === label)?.[1] ?? '']]),
  )
