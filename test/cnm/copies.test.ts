// A copy of a record has all that the record has, what it may have among it.
import { expect, test } from 'vitest'
import { copyOfEndpoint, copyOfHost, copyOfSandbox } from '../../src/cnm/copies.js'
import { allEndpoints, allHosts, allSandboxes } from '../../src/cnm/lookup.js'
import type { Endpoint, Host, Sandbox } from '../../src/cnm/world.js'
import { createLab } from '../../src/shell/lab/lab.js'

test('a copy has every field, the optional ones too', () => {
  const lab = createLab()
  lab.docker('h1', 'run -d --name web1 -p 8080:80 alpine httpd -f')
  const { cnm } = lab.world
  const [endpoint] = allEndpoints(cnm)
  const [sandbox] = allSandboxes(cnm)
  const [host] = allHosts(cnm)
  if (!endpoint || !sandbox || !host) throw new Error('web1 was not made')
  // a new optional field has to be named here, and is then asked of the copy
  const full: readonly [Required<Endpoint>, Required<Sandbox>, Required<Host>] = [
    { ...endpoint, untold: true },
    sandbox,
    host,
  ]
  expect(copyOfEndpoint(full[0])).toStrictEqual(full[0])
  expect(copyOfSandbox(full[1])).toStrictEqual(full[1])
  expect(copyOfHost(full[2])).toStrictEqual(full[2])
  expect(copyOfEndpoint(endpoint)).toStrictEqual(endpoint)
})
