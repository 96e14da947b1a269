import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publishOption } from '../../../../src/shell/args/checks/publish.js'

const bindings = (value: string) => {
  const read = publishOption(value)
  return read.ok
    ? read.value.map(
        ({ hostIp, hostPort, containerPort, protocol }) =>
          `${hostIp}|${hostPort}|${containerPort}/${protocol}`,
      )
    : read.error
}

// https://docs.docker.com/engine/network/port-publishing/ and docker/go-connections nat_test.go
describe('publishOption', () => {
  it.each([
    ['80', ['||80/tcp']],
    ['8080:80', ['|8080|80/tcp']],
    ['8080:80/UDP', ['|8080|80/udp']],
    ['127.0.0.1:8080:80', ['127.0.0.1|8080|80/tcp']],
    ['127.0.0.1::80', ['127.0.0.1||80/tcp']],
    ['[::1]:8080:80', ['::1|8080|80/tcp']],
    ['::1:8080:80', ['::1|8080|80/tcp']],
    ['8000-8001:80-81', ['|8000|80/tcp', '|8001|81/tcp']],
    ['80-81', ['||80/tcp', '||81/tcp']],
    ['8000-8010:80', ['|8000-8010|80/tcp']],
    ['published=8080,target=80,protocol=udp', ['|8080|80/udp']],
    ['target=80', ['||80/tcp']],
    ['80:0', ['|80|0/tcp']],
  ])('reads %s', (value, expected) => {
    expect(bindings(value)).toEqual(expected)
  })

  it('makes one binding a container port, in order', () => {
    const port = fc.integer({ min: 1, max: 60_000 })
    fc.assert(
      fc.property(port, port, fc.nat({ max: 50 }), (host, container, more) => {
        const read = publishOption(`${host}-${host + more}:${container}-${container + more}`)
        if (!read.ok) throw new Error(read.error)
        expect(read.value.map(({ containerPort }) => containerPort - container)).toEqual(
          Array.from({ length: more + 1 }, (_, index) => index),
        )
        if (more > 0) {
          expect(read.value.every((one, index) => one.hostPort === String(host + index))).toBe(true)
        }
      }),
    )
  })
})
