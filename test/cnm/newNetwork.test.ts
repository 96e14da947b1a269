// Creating networks: what is refused, in libnetwork's order, and what a refusal leaves behind: nothing.
import { describe, expect, test } from 'vitest'
import { apply } from '../../src/cnm/command.js'
import { describe as describeError, type CnmErrorCode } from '../../src/cnm/errors.js'
import type { NetworkSpec } from '../../src/cnm/networkSpec.js'
import { bridge } from '../../src/drivers/bridge/driver.js'
import { driverError, type Driver } from '../../src/drivers/api.js'
import { standardEnv } from '../../src/standard.js'
import { ip, Lab, options, pool, refusal } from './lab.js'

/** A driver of everywhere, so that scopes can be asked for wrongly. */
const global: Driver = { ...bridge, type: 'global', scope: 'global' }
const failing: Driver = {
  ...bridge,
  type: 'failing',
  createNetwork: () => driverError('internal', 'out-of-order', 'the driver is out of order'),
}
const env = standardEnv([global, failing])

const NOTHING: NetworkSpec = { driver: 'bridge', name: 'new' }

describe('refused, each problem before all that come after it', () => {
  const lab = new Lab(env)
  lab.bridge('taken', { ipam: [pool('10.5.0.0/24')] })

  /** Each line mends what the one before was refused for, and leaves the rest broken. */
  const steps: readonly (readonly [CnmErrorCode, Partial<NetworkSpec>])[] = [
    ['name-empty', { name: '  ' }],
    ['network-exists', { name: 'taken', configOnly: true, internal: true }],
    ['config-only-operator-fields', { configOnly: true, internal: true, configFrom: 'template' }],
    ['config-depends-on-config', { configOnly: true, configFrom: 'template' }],
    ['config-from-user-config', { configFrom: 'template', ipv6: true, options: options({ name: 'br0' }) }],
    ['config-from-driver-options', { configFrom: 'template', options: options({ name: 'br0' }) }],
    ['option-range', { driver: 'weave', options: [['com.docker.network.advertise_addr_nmsgs', '9']] }],
    ['plugin-not-found', { driver: 'weave', scope: 'local', ingress: true, configFrom: 'template' }],
    ['scope-downgrade', { driver: 'global', scope: 'local', ingress: true, configFrom: 'template' }],
    ['ingress-needs-global', { ingress: true, configFrom: 'template', scope: 'swarm' }],
    ['config-not-found', { configFrom: 'template', scope: 'swarm' }],
    ['swarm-inactive', { scope: 'swarm', ipamDriver: 'strange', options: options({ enable_icc: 'maybe' }) }],
    [
      'driver',
      { options: options({ enable_icc: 'maybe', gateway_mode_ipv4: 'isolated' }), ipamDriver: 'strange' },
    ],
    ['driver', { options: options({ gateway_mode_ipv4: 'isolated' }), ipamDriver: 'strange' }],
    ['plugin-not-found', { ipamDriver: 'strange', ipam: [pool('10.5.0.0/25')] }],
    ['ipam', { ipam: [pool('10.5.0.0/25')] }],
    ['driver', { options: options({ name: 'lo' }) }],
  ]
  test.each(steps)('%s', (code, change) => {
    const result = apply(env, lab.world, { do: 'newNetwork', host: 'h1', spec: { ...NOTHING, ...change } })
    expect(result).toMatchObject({ ok: false, error: { code } })
    if (!result.ok) expect(describeError(result.error).text).not.toBe('')
  })

  test('on a machine that is not there, or has no engine', () => {
    const on = (host: string) => refusal(() => lab.apply({ do: 'newNetwork', host, spec: NOTHING }))
    expect([on('h9'), on('peer')]).toEqual(['host-not-found', 'host-without-engine'])
  })
})

describe('addresses', () => {
  test('the next default subnet that is free, and neither the host nor its name server is on', () => {
    const lab = new Lab()
    const subnets = ['a', 'b', 'c'].map((name) => lab.bridge(name).info().pools4[0]?.subnet)
    expect(subnets).toEqual(['172.18.0.0/16', '172.19.0.0/16', '172.20.0.0/16'])
  })

  test('gateway and auxiliary addresses are taken', () => {
    const lab = new Lab()
    lab.bridge('net1', {
      ipam: [pool('10.1.0.0/24', { gateway: ip('10.1.0.9'), auxiliary: [['router', ip('10.1.0.1')]] })],
    })
    lab.run('web', 'net1')
    expect(lab.state('web')).toEqual({
      interfaces: ['eth0 10.1.0.2/24'],
      routes: ['0.0.0.0/0 via 10.1.0.9 dev eth0', '10.1.0.0/24 dev eth0'],
    })
  })

  test.each<[CnmErrorCode, Parameters<typeof pool>]>([
    ['gateway-allocation', ['10.1.0.0/24', { gateway: ip('10.2.0.1') }]],
    ['auxiliary-outside', ['10.1.0.0/24', { auxiliary: [['x', ip('10.2.0.1')]] }]],
    ['auxiliary-taken', ['10.1.0.0/24', { auxiliary: [['x', ip('10.1.0.1')]] }]],
  ])('%s', (code, [subnet, rest]) => {
    const lab = new Lab()
    expect(refusal(() => lab.bridge('net1', { ipam: [pool(subnet, rest)] }))).toBe(code)
  })

  test('a driver that fails costs no pool: the next network gets it (TestIpamReleaseOnNetDriverFailures)', () => {
    const lab = new Lab(env)
    const before = lab.world
    expect(refusal(() => lab.newNetwork('failing', 'bad', { ipam: [pool('10.35.0.0/16')] }))).toBe('driver')
    expect(lab.world).toBe(before)
    expect(refusal(() => lab.bridge('good', { ipam: [pool('10.35.0.0/16')] }))).toBe('ok')
  })
})

describe('configuration networks', () => {
  test('a network takes the configuration, which cannot be deleted while it is used', () => {
    const lab = new Lab()
    const template = lab.bridge('template', {
      configOnly: true,
      ipam: [pool('10.7.0.0/24')],
      options: options({ name: 'shared0' }),
    })
    expect(template.info().driver).toBe('null')
    expect(refusal(() => template.createEndpoint('web'))).toBe('config-only-endpoint')
    const user = lab.bridge('user', { configFrom: 'template', internal: true })
    expect(user.info()).toMatchObject({ internal: true, pools4: [{ subnet: '10.7.0.0/24' }] })
    expect(refusal(() => template.delete())).toBe('config-in-use')
    user.delete()
    expect(refusal(() => template.delete())).toBe('ok')
  })
})
