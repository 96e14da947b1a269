// What a service's name stands for when its mode changes, as recorded: the first tasks' address goes on to be there.
import { expect, test } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

function changing(...modes: readonly string[]): readonly string[] {
  const lab = createLab()
  const docker = (line: string) => lab.docker('h1', line)
  docker('swarm init --advertise-addr 192.0.2.11')
  docker('network create -d overlay --attachable ov1')
  docker('run -idt --name c1 --network ov1 alpine ash')
  docker(
    'service create -d --name web --network ov1 --replicas 2 --stop-grace-period 1s alpine httpd -f -p 80',
  )
  lab.sleep(5)
  const answers = (): string => {
    const report = lab.dns('h1/c1', 'web')
    return report.answers.map(({ data }) => data).join(' ')
  }
  const seen = [answers()]
  for (const mode of modes) {
    docker(`service update -d ${mode} web`)
    lab.sleep(20)
    seen.push(answers())
  }
  return seen
}

// libnetwork service_common.go addServiceBinding, addEndpointNameResolution
test('tasks of another mode join the balancer that there is', () => {
  expect(changing('--endpoint-mode dnsrr', '--endpoint-mode vip')).toEqual([
    '10.0.1.4',
    '10.0.1.4 10.0.1.7 10.0.1.8',
    '10.0.1.4',
  ])
})
