/** What must hold for every compose file: printing keeps the meaning, and merging has a neutral and an idempotent side. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { createLab } from '../../src/index.js'
import { composePlugin, down, up } from '../../src/compose/compose.js'
import { projectOf, readOf } from './read.js'

const name = fc.constantFrom('web', 'api', 'db', 'a.b', 'x_1', 'constructor')
const key = fc.constantFrom('front', 'back', 'default', 'far')
const port = fc.integer({ min: 1, max: 65535 })
const word = fc.stringMatching(/^[a-z$ {}:#'"-]{0,8}$/).map((text) => text.replaceAll('$', '$$$$'))
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const attach = fc.record(
  {
    aliases: fc.uniqueArray(fc.constantFrom('one', 'two', 'three')),
    priority: fc.integer({ min: -5, max: 5 }),
    gw_priority: fc.integer({ min: -5, max: 5 }),
    interface_name: fc.constantFrom('eth7', 'left'),
  },
  { requiredKeys: [] },
)

const service = fc.record(
  {
    ports: fc.uniqueArray(
      fc.oneof(
        port.map(String),
        fc.tuple(port, port).map(([a, b]) => `${a}:${b}`),
        fc.tuple(port, fc.constantFrom('tcp', 'udp')).map(([p, protocol]) => `127.0.0.1::${p}/${protocol}`),
      ),
      { maxLength: 3 },
    ),
    expose: fc.uniqueArray(port.map(String), { maxLength: 2 }),
    hostname: fc.constantFrom('h', 'other'),
    labels: fc.dictionary(fc.constantFrom('l1', 'l2'), fc.oneof(word, port, fc.boolean())),
    environment: fc.dictionary(fc.constantFrom('A', 'B'), fc.oneof(word, port)),
    command: fc.oneof(fc.constant('sleep 1d'), fc.array(word, { maxLength: 2 })),
    extra_hosts: fc.uniqueArray(fc.constantFrom('a=1.2.3.4', 'b=::1', 'g=host-gateway')),
    dns: fc.uniqueArray(fc.constantFrom('1.1.1.1', '2.2.2.2')),
    profiles: fc.uniqueArray(fc.constantFrom('debug', 'ops')),
    scale: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: [] },
)

/** A file in which every network that is used is declared, and dependencies have no circle. */
const file = fc
  .record({
    services: fc.uniqueArray(
      fc.tuple(name, service, some(fc.dictionary(key, fc.option(attach))), fc.boolean()),
      {
        selector: ([n]) => n,
        minLength: 1,
        maxLength: 4,
      },
    ),
    networks: fc.dictionary(key, fc.option(fc.record({ internal: fc.boolean(), enable_ipv6: fc.boolean() }))),
  })
  .map(({ services, networks }) => ({
    services: Object.fromEntries(
      services.map(([n, s, nets, waits], i) => [
        n,
        {
          image: 'nginx',
          ...s,
          ...(nets && { networks: nets }),
          ...(waits &&
            i > 0 && {
              depends_on: { [services[i - 1]![0]]: { condition: 'service_started', required: false } },
            }),
        },
      ]),
    ),
    networks: {
      ...Object.fromEntries(services.flatMap(([, , nets]) => Object.keys(nets ?? {}).map((k) => [k, null]))),
      ...networks,
    },
  }))

const config = (files: Readonly<Record<string, string>>, line = ''): string => {
  const lab = createLab({ compose: composePlugin({ read: readOf(files), here: '/home/me/shop' }) })
  const { exit, stdout, stderr } = lab.docker('h1', `compose ${line} config`)
  expect(exit, stderr).toBe(0)
  return stdout
}

/** A law brings up a laboratory or more for each file. */
const runs = { numRuns: 15 }

describe('for every compose file', () => {
  test('what config prints means the same when it is read again', () => {
    fc.assert(
      fc.property(file, (model) => {
        // a service that no profile enables is not printed, and may be missed
        const printed = config({ 'compose.yaml': stringify(model) }, '--profile *')
        expect(config({ 'compose.yaml': printed }, '--profile *')).toBe(printed)
      }),
      runs,
    )
  })

  test('a file laid on itself says nothing new, and an empty one says nothing', () => {
    fc.assert(
      fc.property(file, (model) => {
        const text = stringify(model)
        const once = config({ 'compose.yaml': text })
        expect(config({ 'compose.yaml': text }, '-f compose.yaml -f compose.yaml')).toBe(once)
        expect(
          config({ 'compose.yaml': text, 'x.yaml': 'x-nothing: 1\n' }, '-f compose.yaml -f x.yaml'),
        ).toBe(`${once}x-nothing: 1\n`)
      }),
    )
  })

  test('up and down leave nothing behind, and up is done once it is done', () => {
    fc.assert(
      fc.property(file, (model) => {
        const project = projectOf(stringify(model))
        const lab = createLab()
        const first = lab.client('h1', (engine) => up(engine, project))
        if (first.problem === null) {
          const { world } = lab
          expect(lab.client('h1', (engine) => up(engine, project)).done).toEqual([])
          expect(lab.world).toBe(world)
        }
        lab.client('h1', (engine) => down(engine, project))
        expect(lab.docker('h1', 'ps -aq').stdout).toBe('')
        expect(lab.docker('h1', 'network ls --format {{.Name}}').stdout).toBe('bridge\nhost\nnone\n')
      }),
      runs,
    )
  })
})
