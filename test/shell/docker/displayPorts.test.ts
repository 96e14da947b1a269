// Expected texts are those of docker/cli cli/command/formatter/container_test.go (TestDisplayablePorts).
import { describe, expect, it } from 'vitest'
import { displayPorts } from '../../../src/shell/docker/displayPorts.js'

const port = (
  number: number,
  protocol: 'tcp' | 'udp',
  ...bindings: readonly (readonly [string, string])[]
) => ({
  port: { port: number, protocol },
  bindings: bindings.length === 0 ? null : bindings.map(([hostIp, hostPort]) => ({ hostIp, hostPort })),
})

describe('displayPorts', () => {
  it.each([
    [[port(9988, 'tcp')], '9988/tcp'],
    [[port(9988, 'udp')], '9988/udp'],
    [[port(9988, 'tcp', ['4.3.2.1', '8899'])], '4.3.2.1:8899->9988/tcp'],
    [[port(9988, 'tcp', ['::', '8899'])], '[::]:8899->9988/tcp'],
    [[port(9988, 'tcp', ['4.3.2.1', '9988'])], '4.3.2.1:9988->9988/tcp'],
    [[port(9988, 'udp'), port(9988, 'udp')], '9988/udp, 9988/udp'],
    [
      [port(9998, 'udp', ['1.2.3.4', '9998']), port(9999, 'udp', ['1.2.3.4', '9999'])],
      '1.2.3.4:9998-9999->9998-9999/udp',
    ],
    [[port(6677, 'tcp', ['1.2.3.4', '8887']), port(6676, 'tcp')], '6676/tcp, 1.2.3.4:8887->6677/tcp'],
    [
      [port(80, 'tcp'), port(1024, 'tcp'), port(80, 'udp'), port(1024, 'udp')],
      '80/tcp, 80/udp, 1024/tcp, 1024/udp',
    ],
    [[port(80, 'tcp'), port(81, 'tcp'), port(83, 'tcp')], '80-81/tcp, 83/tcp'],
    [[], ''],
  ])('%j is %j', (ports, text) => {
    expect(displayPorts(ports)).toBe(text)
  })
})
