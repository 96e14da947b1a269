import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

const lab = createLab({ hosts: 1 })
lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
lab.docker('h1', 'node update --label-add zone=a h1')

// daemon/cluster/filters.go newListNodesFilters: `label` asks for labels of the engine
test.each([
  ['node.label=zone=a', 'h1\n', ''],
  ['label=zone=a', '', ''],
  ['role=Manager', 'h1\n', ''],
  ['role=worker', '', ''],
  ['membership=accepted', 'h1\n', ''],
  ['role=boss', '', "Error response from daemon: Invalid role filter: 'boss'\n"],
  ['membership=half', '', "Error response from daemon: Invalid membership filter: 'half'\n"],
  ['colour=red', '', "Error response from daemon: invalid filter 'colour'\n"],
])('node ls --filter %s', (filter, stdout, stderr) => {
  expect(lab.docker('h1', `node ls --filter ${filter} --format "{{.Hostname}}"`)).toMatchObject({
    stdout,
    stderr,
  })
})
