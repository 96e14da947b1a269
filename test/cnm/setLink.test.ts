// Pulling a machine's cable and plugging it in (the `link` lines of scenarios).
import { expect, test } from 'vitest'
import { Lab } from './lab.js'

test('a pulled cable is a link that is down, and a neighbour that does not answer', () => {
  const lab = new Lab()
  lab.run('web', 'bridge')
  expect(lab.ping('web', '192.0.2.50')).toBe('answered 63')
  lab.apply({ do: 'setLink', host: 'h1', up: false })
  expect(lab.ask('h1', '192.0.2.50').ending).toMatchObject({ kind: 'link-down', at: 'h1', device: 'eth0' })
  expect(lab.ask('peer', '192.0.2.11').ending).toMatchObject({ kind: 'neighbour-unreachable', at: 'peer' })
  expect(lab.ping('web', '192.0.2.50')).toBe('host-unreachable')
  expect(lab.ping('h1', '172.17.0.2')).toBe('answered 64')
  lab.apply({ do: 'setLink', host: 'h1', up: true })
  expect(lab.ping('web', '192.0.2.50')).toBe('answered 63')
})
