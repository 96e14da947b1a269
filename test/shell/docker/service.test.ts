// Services through the client: what is printed, who answers, and what time does. Texts are those of recordings.
import { describe, expect, test } from 'vitest'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'

const WEB = 'alpine httpd -f -p 80 -h /etc'

function swarm(): Lab {
  const lab = createLab()
  lab.docker('h1', 'swarm init --advertise-addr 192.0.2.11')
  lab.docker('h1', 'network create -d overlay --attachable ov1')
  lab.docker('h1', 'run -d --name cli --network ov1 alpine sleep 1000')
  return lab
}
const answers = (lab: Lab, target: string, port = 80) => {
  const report = lab.http('h1/cli', target, port)
  return 'answeredBy' in report ? (report.answeredBy?.owner ?? report.why) : report.why
}
const addresses = (lab: Lab, name: string) => lab.dns('h1/cli', name).answers.map(({ data }) => data)
const ps = (lab: Lab, name: string) =>
  lab.docker('h1', `service ps ${name} --format "{{.Name}} {{.DesiredState}} {{.CurrentState}} {{.Error}}"`)
    .stdout

describe('a service with a virtual address', () => {
  const lab = swarm()
  const created = lab.docker('h1', `service create -d --name web --replicas 3 --network ov1 ${WEB}`)

  test('is created with a warning, since no registry knows the image', () => {
    expect(created).toMatchObject({ exit: 0 })
    expect(created.stdout).toMatch(/^[0-9a-z]{25}\n$/)
    expect(created.stderr).toBe(
      'image alpine:latest could not be accessed on a registry to record\nits digest. Each node will access alpine:latest independently,\npossibly leading to different nodes running different\nversions of the image.\n\n',
    )
  })

  test('its name is one address, tasks.NAME are the tasks', () => {
    expect(addresses(lab, 'web')).toEqual(['10.0.1.4'])
    expect(addresses(lab, 'tasks.web')).toEqual(['10.0.1.5', '10.0.1.6', '10.0.1.7'])
    expect(addresses(lab, 'web.ov1')).toEqual(['10.0.1.4'])
    expect(addresses(lab, 'web.1')).toEqual([])
  })

  test('three connections in a row are answered by three tasks, and the fourth by the first again', () => {
    const [first, ...more] = Array.from({ length: 4 }, () => answers(lab, 'web'))
    expect(new Set([first, ...more]).size).toBe(3)
    expect(more.at(-1)).toBe(first)
  })

  test('the virtual address answers pings itself, and has the ports of the tasks', () => {
    expect(lab.ping('h1/cli', 'web')).toMatchObject({ verdict: 'reachable', ttl: 64 })
    expect(answers(lab, 'web', 81)).toBe('refused')
  })

  test('each task has its own name', () => {
    const names = lab.docker('h1', 'ps --format {{.Names}}').stdout.split('\n')
    const tasks = names.filter((name) => name.startsWith('web.'))
    expect(tasks).toHaveLength(3)
    expect(tasks.flatMap((name) => addresses(lab, name)).toSorted()).toEqual(addresses(lab, 'tasks.web'))
  })
})

describe('a service that goes', () => {
  const lab = swarm()
  lab.docker('h1', `service create -d --name web --network ov1 ${WEB}`)
  lab.docker('h1', 'service rm web')

  test('keeps its name while its tasks stop, and takes no new connections', () => {
    expect(addresses(lab, 'web')).toEqual(['10.0.1.4'])
    expect(addresses(lab, 'tasks.web')).toEqual([])
    expect(answers(lab, 'web')).toBe('refused')
    expect(lab.http('h1/cli', 'web', 80).conversation?.ending.kind).toBe('no-server')
  })

  test('then it is gone: no name, no address, no container', () => {
    lab.sleep(20)
    expect(addresses(lab, 'web')).toEqual([])
    expect(answers(lab, '10.0.1.4')).not.toBe('refused')
    expect(lab.docker('h1', 'ps -a --format {{.Names}}').stdout).toBe('cli\n')
    expect(lab.docker('h1', 'service ls -q').stdout).toBe('')
    expect(lab.docker('h1', 'network rm ov1').exit).toBe(1)
  })
})

describe('dnsrr', () => {
  const lab = swarm()
  lab.docker(
    'h1',
    `service create -d --name web --replicas 2 --endpoint-mode dnsrr --network name=ov1,alias=www ${WEB}`,
  )

  test('the name stands for the tasks', () => {
    expect(addresses(lab, 'web')).toEqual(['10.0.1.4', '10.0.1.5'])
    expect(addresses(lab, 'www')).toEqual(addresses(lab, 'web'))
    expect(addresses(lab, 'tasks.www')).toEqual(addresses(lab, 'web'))
    expect(lab.docker('h1', 'service inspect -f "{{json .Endpoint}}" web').stdout).toBe('{"Spec":{}}\n')
  })
})

describe('time', () => {
  test('an update replaces one task after the other', () => {
    const lab = swarm()
    lab.docker('h1', `service create -d --name web --replicas 2 --network ov1 ${WEB}`)
    lab.docker('h1', 'service update -d --force web')
    expect(ps(lab, 'web')).toBe(
      'web.1 Ready Ready less than a second ago \nweb.1 Shutdown Running less than a second ago \nweb.2 Running Running less than a second ago \n',
    )
    lab.sleep(14)
    expect(ps(lab, 'web')).toBe(
      'web.1 Running Running 1 second ago \nweb.1 Shutdown Shutdown 1 second ago \nweb.2 Ready Ready 1 second ago \nweb.2 Shutdown Running 14 seconds ago \n',
    )
    lab.sleep(20)
    expect(lab.docker('h1', 'service inspect -f {{.UpdateStatus.State}} web').stdout).toBe('completed\n')
    lab.docker('h1', 'service update --rollback -d web')
    lab.sleep(40)
    expect(lab.docker('h1', 'service inspect -f {{.UpdateStatus.State}} web').stdout).toBe(
      'rollback_completed\n',
    )
  })

  test('a task that was killed has a successor after five seconds', () => {
    const lab = swarm()
    lab.docker('h1', `service create -d --name web ${WEB}`)
    lab.docker('h1', `kill ${lab.docker('h1', 'ps -q --filter name=web').stdout.trim()}`)
    lab.sleep(1)
    expect(ps(lab, 'web')).toBe(
      'web.1 Ready Ready 1 second ago \nweb.1 Shutdown Failed 1 second ago "task: non-zero exit (137)"\n',
    )
    lab.sleep(5)
    expect(ps(lab, 'web')).toMatch(/^web\.1 Running Running 1 second ago/)
  })

  test('one whose program ends is started again for ever; five are kept with the newest', () => {
    const lab = swarm()
    lab.docker('h1', 'service create -d --name once alpine true')
    lab.sleep(100)
    expect(ps(lab, 'once').split('\n')).toHaveLength(6)
    expect(lab.docker('h1', 'service ls --format {{.Replicas}}').stdout).toBe('0/1\n')
  })
})

describe('attached, the client waits', () => {
  test('until all tasks run, and five seconds more', () => {
    const lab = swarm()
    const { stdout } = lab.docker('h1', `service create --name web --replicas 2 ${WEB}`)
    const [id = '', ...lines] = stdout.split('\n')
    expect(lines).toEqual([
      'overall progress: 0 out of 2 tasks',
      '1/2:  ',
      '2/2:  ',
      'overall progress: 2 out of 2 tasks',
      ...[5, 4, 3, 2, 1].map((n) => `verify: Waiting ${n} seconds to verify that tasks are stable...`),
      `verify: Service ${id} converged`,
      '',
    ])
    expect(lab.docker('h1', 'service scale web=1').stdout).toContain(
      'web scaled to 1\noverall progress: 0 out of 1',
    )
  })

  test('scale names the service whose wait ends badly', () => {
    const lab = swarm()
    lab.docker('h1', 'service create -d --name web --replicas 2 nginx')
    lab.docker('h1', 'service update -d --image alpine web')
    lab.sleep(20)
    expect(lab.docker('h1', 'service scale web=3')).toMatchObject({
      exit: 1,
      stderr: expect.stringMatching(/^web: service update paused: update paused due to failure .*\n$/),
    })
  })

  test('one that cannot be placed is not waited for for ever', () => {
    const lab = swarm()
    const { exit, stdout, stderr } = lab.docker(
      'h1',
      `service create --name far --constraint node.hostname==h9 ${WEB}`,
    )
    expect(exit).toBe(1)
    expect(stdout).toContain('1/1: no suitable node (scheduling constraints not satisfied on 1 node)\n')
    expect(stderr).toContain('far has not converged'.replace('far', ''))
    expect(ps(lab, 'far')).toMatch(/^far\.1 Running Pending/)
  })
})

describe('refusals', () => {
  const lab = swarm()
  lab.docker('h1', `service create -d --name web -p 8080:80 --network ov1 ${WEB}`)
  const id = lab.docker('h1', 'service ls -q').stdout.trim()
  const daemon = (text: string) => `Error response from daemon: ${text}\n`
  const rpc = (code: string, text: string) => daemon(`rpc error: code = ${code} desc = ${text}`)

  test.each([
    [
      'service create -d --name bad.name alpine',
      rpc('InvalidArgument', 'name must be valid as a DNS name component'),
    ],
    ['service create -d --name s --network nope alpine', daemon('network nope not found')],
    [
      'service create -d --name s --network ingress alpine',
      rpc('InvalidArgument', 'Service cannot be explicitly attached to the ingress network "ingress"'),
    ],
    [
      'service create -d --name s --constraint node.role=x alpine',
      rpc('Unknown', 'constraint expected one operator from ==, !='),
    ],
    ['service create -d --name s --endpoint-mode foo alpine', daemon('invalid resolution mode: "foo"')],
    [
      'service create -d --name web alpine',
      rpc('AlreadyExists', 'name conflicts with an existing object: service web already exists'),
    ],
    ['service update -d --rollback web', /does not have a previous spec/],
    [
      'service scale -d web=x',
      'web: invalid replicas value x: strconv.ParseUint: parsing "x": invalid syntax\n',
    ],
    ['service rm nope', daemon('service nope not found')],
    ['service ps nope', 'no such service: nope\n'],
    ['service inspect nope', 'Error: no such service: nope\n'],
    ['service logs nope', 'no such task or service: nope\n'],
    ['service ls --filter foo=bar', daemon("invalid filter 'foo'")],
    ['network rm ov1', /is in use by service/],
  ])('%s', (command, stderr) => {
    const printed = lab.docker('h1', command)
    expect(printed.exit).toBe(1)
    if (typeof stderr === 'string') expect(printed.stderr).toBe(stderr)
    else expect(printed.stderr).toMatch(stderr)
  })

  test('a port that another service has', () => {
    expect(lab.docker('h1', 'service create -d --name s -p 8080:80 alpine').stderr).toMatch(
      /port '8080' is already in use by service 'web' \(\w{25}\) as an ingress port/,
    )
    expect(id).toHaveLength(12)
  })
})
