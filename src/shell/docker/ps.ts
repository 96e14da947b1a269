/** `docker ps` (docker/cli container/list.go, formatter/container.go). Not modelled: sizes, mounts, platforms. */
import { listContainers } from '../../engine/listContainers.js'
import type { PsRequest } from '../args/requests/container.js'
import { containerHeaders } from '../headers.js'
import { checkPsFormat, DEFAULT_TABLES, formatList, QUIET_FORMAT } from '../table.js'
import { containerRow, emptyContainerRow } from './containerRow.js'
import { daemonError, printed, refused, type Engine, type Outcome } from './outcome.js'

// the format that `--format raw` stands for (formatter/container.go), where a missing value leaves no blank
const RAW = [
  'container_id: {{.ID}}',
  'image: {{.Image}}',
  'command: {{.Command}}',
  'created_at: {{.CreatedAt}}',
  'state: {{- pad .State 1 0}}',
  'status: {{- pad .Status 1 0}}',
  'names: {{.Names}}',
  'labels: {{- pad .Labels 1 0}}',
  'ports: {{- pad .Ports 1 0}}',
  '',
].join('\n')

/** Newest first. Errors: a template that cannot be used, before the engine is asked; then those of the filters. */
export function dockerPs({ state, host }: Engine, request: PsRequest): Outcome {
  const checked = request.format === '' ? undefined : checkPsFormat(request.format, emptyContainerRow)
  if (checked?.ok === false) return refused(state, checked.error.message)
  // -l is -n 1, unless -n says something else (container/list.go buildContainerListOptions)
  const limit = request.latest && request.last === -1 ? 1 : request.last
  const listed = listContainers(state, host, {
    all: request.all,
    filters: request.filters,
    ...(limit > 0 ? { last: limit } : {}),
  })
  if (!listed.ok) return refused(state, daemonError(listed.error))
  const rows = listed.value.map((container) => containerRow(state, container, request.noTrunc))
  const text = formatList(formatOf(request), containerHeaders, rows)
  return text.ok
    ? printed(state, text.value)
    : refused(state, `template parsing error: ${text.error.message}`)
}

/** -q counts only for the formats that are names (NewContainerFormat). */
function formatOf({ format, quiet, size }: PsRequest): string {
  switch (format) {
    case '':
    case 'table':
      return quiet ? QUIET_FORMAT : DEFAULT_TABLES.ps + (size ? '\t{{.Size}}' : '')
    case 'raw':
      return quiet ? 'container_id: {{.ID}}' : RAW
    default:
      return quiet ? QUIET_FORMAT : format
  }
}
