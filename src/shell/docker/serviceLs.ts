/** `docker service ls` (docker/cli service/list.go, formatter.go). */
import { listServices, type ListedService } from '../../engine/service/listServices.js'
import type { ServiceSpec } from '../../engine/service/state.js'
import { managed } from '../../engine/swarm/membership.js'
import type { ServiceListRequest } from '../args/requests/service.js'
import { serviceHeaders } from '../headers.js'
import { DEFAULT_TABLES, formatList, listFormat } from '../table.js'
import { formatterContext, type TemplateValue } from '../template/value.js'
import { familiarImage } from './familiarImage.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'
import { servicePorts } from './servicePorts.js'

/** REPLICAS is running/desired. Only managers can tell. Ids are always cut: the command has no --no-trunc. */
export function dockerServiceLs({ state, host }: Engine, request: ServiceListRequest): Outcome {
  const member = managed(state, host)
  if (!member.ok) return refused(state, daemonError(member.error))
  const listed = listServices(member.value.swarm.services, request.filters)
  if (!listed.ok) return refused(state, daemonError(listed.error))
  const text = formatList(formatOf(request), serviceHeaders, listed.value.map(serviceRow))
  return text.ok
    ? printed(state, text.value)
    : refused(state, `template parsing error: ${text.error.message}`)
}

const RAW = [
  'id: {{.ID}}',
  'name: {{.Name}}',
  'mode: {{.Mode}}',
  'replicas: {{.Replicas}}',
  'image: {{.Image}}',
  'ports: {{.Ports}}',
  '',
].join('\n')

const formatOf = (request: ServiceListRequest): string =>
  listFormat(request, DEFAULT_TABLES['service ls'], { whole: RAW, quiet: 'id: {{.ID}}' })

/** A row as templates see it: the names of its methods in Go. */
const serviceRow = ({
  service: { id, spec, ports },
  running,
  desired,
  completed,
}: ListedService): TemplateValue =>
  formatterContext('*service.serviceContext', [
    ['ID', id.slice(0, 12)],
    ['Image', familiarImage(spec.task.image)],
    ['Mode', spec.mode.kind.replace('-', ' ')],
    ['Name', spec.name],
    ['Ports', servicePorts(ports)],
    ['Replicas', `${running}/${desired}${jobText(spec, completed, desired)}${perNode(spec)}`],
  ])

/** Of jobs it is not said (service/formatter.go). */
const perNode = ({ mode, task: { maxReplicas } }: ServiceSpec): string =>
  mode.kind === 'replicated' && maxReplicas > 0 ? ` (max ${maxReplicas} per node)` : ''

/** Of how many tasks of a job have ended well; on every node, of those that there are. */
function jobText({ mode }: ServiceSpec, completed: number | null, desired: number): string {
  if (completed === null) return ''
  const total = mode.kind === 'replicated-job' ? mode.total : desired + completed
  return ` (${completed}/${total} completed)`
}
