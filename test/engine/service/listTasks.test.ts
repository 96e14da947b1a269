import { expect, test } from 'vitest'
import { engineErrorText } from '../../../src/engine/errors.js'
import { listTasks } from '../../../src/engine/service/listTasks.js'
import { noServices } from '../../../src/engine/service/state.js'

// daemon/cluster/filters.go newListTasksFilters
test.each([
  ['name', 'web', ''],
  ['_up-to-date', 'true', ''],
  ['up-to-date', 'true', "invalid filter 'up-to-date'"],
  ['desired-state', 'running', ''],
  ['desired-state', 'Ready', ''],
  ['desired-state', 'sleeping', "Invalid desired-state filter: 'sleeping'"],
])('--filter %s=%s', (key, value, refusal) => {
  const listed = listTasks(noServices, [[key, value]])
  expect(listed.ok ? '' : engineErrorText(listed.error)).toBe(refusal)
})
