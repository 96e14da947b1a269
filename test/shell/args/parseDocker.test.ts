import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocker } from '../../../src/shell/args/parseDocker.js'

const parse = (line: string) => parseDocker(line.split(' '))
const request = (line: string) => {
  const parsed = parse(line)
  if (!parsed.ok) throw new Error(parsed.stderr)
  return parsed.request
}

describe('parseDocker', () => {
  it('turns docker run into what the client would send', () => {
    const line =
      'run -dit --name web1 --network net1 --ip 10.10.0.5 --network-alias www -p 8080:80 -p 53:53/udp --expose 443 alpine ash -p x'
    expect(request(line)).toMatchObject({
      command: 'run',
      name: 'web1',
      image: 'alpine',
      cmd: ['ash', '-p', 'x'],
      detach: true,
      tty: true,
      openStdin: true,
      attachStdin: false,
      networkMode: 'net1',
      endpoints: [{ network: 'net1', aliases: ['www'], ip: '10.10.0.5', links: [], gwPriority: 0 }],
      portBindings: [
        { containerPort: 80, protocol: 'tcp', hostIp: '', hostPort: '8080' },
        { containerPort: 53, protocol: 'udp', hostIp: '', hostPort: '53' },
      ],
      exposed: ['80/tcp', '53/udp', '443/tcp'],
      restartPolicy: { name: 'no', maximumRetryCount: 0 },
      otherFlags: [],
    })
  })

  it('hands on the flags that have no field of their own', () => {
    expect(request('run --memory 512m --cpus 1.5 --volume /a:/b --volume /c alpine')).toMatchObject({
      otherFlags: [
        { flag: 'memory', values: ['536870912'] },
        { flag: 'cpus', values: ['1500000000'] },
        { flag: 'volume', values: ['/a:/b', '/c'] },
      ],
    })
  })

  it('turns docker network create into what the client would send', () => {
    expect(
      request(
        'network create -d macvlan --subnet 10.1.0.0/24 --gateway 10.1.0.1 --aux-address nas=10.1.0.9 -o parent=eth0 --ipv6 mv1',
      ),
    ).toEqual({
      command: 'network create',
      name: 'mv1',
      driver: 'macvlan',
      driverOpts: [['parent', 'eth0']],
      labels: [],
      internal: false,
      attachable: false,
      ingress: false,
      enableIpv6: true,
      scope: '',
      configOnly: false,
      ipam: {
        driver: 'default',
        configs: [{ subnet: '10.1.0.0/24', gateway: '10.1.0.1', auxAddresses: [['nas', '10.1.0.9']] }],
        options: [],
      },
    })
  })

  it('takes a command by its long name and by its aliases', () => {
    expect(request('container run alpine')).toEqual(request('run alpine'))
    for (const line of ['container ls -a', 'container list -a', 'container ps -a']) {
      expect(request(line)).toEqual(request('ps -a'))
    }
    expect(request('network list')).toEqual(request('network ls'))
    expect(request('system info')).toEqual(request('info'))
  })

  it('keeps labels whatever they are called', () => {
    expect(request('network create --label __proto__=1 --label constructor net1')).toMatchObject({
      labels: [
        ['__proto__', '1'],
        ['constructor', ''],
      ],
    })
  })

  it('says first that a flag is deprecated, and goes on', () => {
    expect(parse('stop --time 1 web1')).toEqual({
      ok: true,
      request: { command: 'stop', containers: ['web1'], timeout: 1, signal: '' },
      stdout: 'Flag --time has been deprecated, use --timeout instead\n',
    })
  })

  it('recognises what is not modelled', () => {
    expect(request('compose -f x.yaml up -d')).toEqual({
      command: 'compose',
      args: ['-f', 'x.yaml', 'up', '-d'],
    })
    expect(request('image ls -q')).toEqual({
      command: 'not modelled',
      path: 'docker image',
      args: ['ls', '-q'],
    })
  })

  it('shows in a help only what the engine could do in its swarm', () => {
    const swarm = (role: 'none' | 'worker' | 'manager') => {
      const parsed = parseDocker(['swarm', '--help'], { role })
      return parsed.stdout.split('\n').flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? [])
    }
    expect(swarm('none')).toEqual(['init', 'join'])
    expect(swarm('manager')).toEqual([
      'ca',
      'init',
      'join',
      'join-token',
      'leave',
      'unlock',
      'unlock-key',
      'update',
    ])
    expect(swarm('worker')).toEqual(['init', 'join', 'leave'])
  })

  it('prints the overview on stdout when asked, on stderr otherwise', () => {
    expect(parseDocker([])).toMatchObject({ exit: 0, stdout: '' })
    expect(parseDocker([]).ok ? '' : parseDocker(['--help']).stdout).toContain(
      'Management Commands:\n  builder     Manage builds\n  compose*    Docker Compose\n  container   Manage containers\n',
    )
  })
})

// Words that mean something to the parser, so that chance finds its corners.
const word = fc.oneof(
  fc.constantFrom(
    ...'run create ps network ls connect inspect container service swarm init node update help -- - --help -h -d -it -p -f'.split(
      ' ',
    ),
    ...'--network --network=name=a,ip=b --name -p=80:80 80:80 10.0.0.0/8 --subnet alpine a=b 5 1s __proto__ --label'.split(
      ' ',
    ),
  ),
  fc.string({ maxLength: 6 }),
  fc.string({ maxLength: 4 }).map((text) => `-${text}`),
  fc.string({ maxLength: 4 }).map((text) => `--${text}`),
)

describe('parseDocker, always', () => {
  it('answers every command line with plain data that survives JSON', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const parsed = parseDocker(words)
        expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed)
        if (!parsed.ok) expect(parsed.stdout + parsed.stderr).toMatch(/\n$/)
      }),
      { numRuns: 2000 },
    )
  })

  it("leaves the words behind run's image alone", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        expect(parseDocker(['run', 'alpine', ...words])).toMatchObject({ ok: true, request: { cmd: words } })
      }),
    )
  })
})
