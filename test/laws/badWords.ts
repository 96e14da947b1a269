// Command lines that people (and programs) get wrong: flags, addresses, names and orders that were never meant to be.
import fc from 'fast-check'

const NASTY = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'x'.repeat(300),
  '💥',
  'a b',
  '',
  ' ',
  '-x',
  '--',
  '--name',
  '.',
  '..',
  '/',
  '//',
  '/web',
  'a/b',
  'ÄÖ',
  '\u0000',
  '\ud800',
  'a\nb',
  '${T}',
  '{{.}}',
  '0',
  'null',
]
const THINGS = ['web', 'ctr1', 'constructor', 'shared', 'linked', 'frozen', 'new1', 'new2', 'nosuch']
const NETWORKS = [
  'net1',
  'net2',
  'net3',
  'conf1',
  '__proto__',
  'bridge',
  'host',
  'none',
  'default',
  'new3',
  'nosuch',
]

const nasty = fc.oneof(
  { arbitrary: fc.constantFrom(...NASTY), weight: 4 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 8 }), weight: 1 },
)
const mostly = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: fc.constantFrom(...values), weight: 5 }, { arbitrary: nasty, weight: 1 })

const thing = mostly(THINGS)
const network = mostly(NETWORKS)
const address = mostly([
  '10.9.0.2',
  '10.9.0.7',
  '10.9.0.1',
  '172.18.0.2',
  '172.18.0.0',
  '172.18.255.255',
  '999.1.1.1',
  '1.2.3',
  '::1',
  'fe80::1',
  'fd00::1234',
  '0.0.0.0',
  '::',
  '::ffff:1.2.3.4',
  '224.0.0.1',
  '127.0.0.1',
  '10.9.0.2/29',
  '01.2.3.4',
])
const subnet = mostly([
  '10.9.0.0/24',
  '10.10.0.0/16',
  '10.10.0.5/16',
  '10.11.0.0/30',
  '10.12.0.0/31',
  '10.13.0.1/32',
  '0.0.0.0/0',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  'fd00:1::/64',
  'fd00:2::/127',
  '::/0',
  '10.14.0.0',
  '/24',
  '10.15.0.0/024',
])
const number = mostly([
  '0',
  '1',
  '-1',
  '65535',
  '65536',
  '1e9',
  '99999999999999999999',
  '1.5',
  '0x10',
  ' 7',
  'NaN',
  'Infinity',
])
const mac = mostly([
  '02:42:ac:11:00:02',
  '02-42-ac-11-00-02',
  'ff:ff:ff:ff:ff:ff',
  '00:00:00:00:00:00',
  '02:42',
  'zz:zz:zz:zz:zz:zz',
  '02:42:ac:11:00:02:03:04',
])
const port = mostly([
  '80',
  '8080:80',
  '8080-8090:80',
  '8080-8081:80-81',
  '127.0.0.1:9090:80/udp',
  '[::1]:8081:80',
  '::1:80:80',
  '0:80',
  '80/sctp',
  '80/bogus',
  '70000:80',
  '80:70000',
  '90-80:80',
  ':80',
  '80:',
  '::',
  '192.0.2.99:80:80',
  '1-65535:1-65535/bogus',
])
const option = mostly([
  'com.docker.network.bridge.name=br0',
  'com.docker.network.bridge.name=',
  'com.docker.network.bridge.name=averyveryverylongname',
  'com.docker.network.bridge.enable_icc=maybe',
  'com.docker.network.bridge.enable_icc=false',
  'com.docker.network.driver.mtu=-1',
  'com.docker.network.driver.mtu=100000000000',
  'com.docker.network.bridge.gateway_mode_ipv4=routed',
  'com.docker.network.bridge.gateway_mode_ipv4=isolated',
  'com.docker.network.bridge.host_binding_ipv4=::1',
  'com.docker.network.bridge.inhibit_ipv4=1',
  'com.docker.network.enable_ipv4=false',
  'com.docker.network.enable_ipv6=x',
  'com.docker.network.container_iface_prefix=__proto__',
  'parent=eth0',
  'parent=eth0.9999',
  '__proto__=x',
  'constructor',
  '=',
])
const driver = mostly(['bridge', 'host', 'null', 'none', 'macvlan', 'ipvlan', 'overlay', 'constructor'])
const filter = mostly([
  'name=net',
  'name=(',
  'name=[[:bogus:]]',
  'label=a=b',
  'label!=a',
  'until=1h',
  'until=x',
  'until=2026-02-30',
  'id=0',
  'driver=bridge',
  'dangling=perhaps',
  'type=custom',
  'status=bogus',
  'exited=x',
  'exited=999999999999999999999',
  'publish=80',
  'publish=80-70',
  'expose=1-100000000',
  'network=net1',
  'before=web',
  'since=nosuch',
  'health=x',
  'is-task=2',
  'ancestor=alpine',
  'event=start',
  'container=__proto__',
  'bare',
  '=x',
])
const format = mostly([
  'json',
  'table',
  'raw',
  '{{json .}}',
  '{{.}}',
  '{{.Name',
  '{{.NoSuch}}',
  '{{range .}}{{.}}{{end}}',
  '{{index .Name 9}}',
  '{{index . "__proto__"}}',
  '{{.__proto__}}',
  '{{.constructor}}',
  '{{pad .Name 1 -1}}',
  '{{printf "%s %d %q %x %v %T %z %" . . . . . . .}}',
  '{{slice .ID 0 99}}',
  '{{truncate .Name -1}}',
  '{{template "x"}}',
  '{{define "x"}}{{end}}',
  '{{len 3}}',
  '{{break}}',
  '{{$x := .}}{{$x.Name}}',
  '{{join .Names ","}}',
  '{{nosuch 1}}',
  '{{99999999999999999999}}',
  '{{range 3}}x{{end}}',
  '{{range 9999999999}}{{end}}',
  '{{range 99999999}}x{{end}}',
  '{{printf `%999999999d` 1}}',
  '{{printf `%.999f` 1.5}}',
  '{{pad .Names 1 999999999999}}',
  '{{eq 1}}',
  '{{call .}}',
  'table {{.ID}}\t{{.Label "x"}}',
])
const image = mostly(['alpine', 'nginx', 'alpine:latest', 'UPPER', 'a@sha256:bad', 'registry:99999/x', '-'])
const command = fc.array(
  mostly([
    'sleep',
    '1000',
    'httpd',
    '-f',
    '-p',
    '80',
    '127.0.0.1:99',
    'ash',
    'sh',
    '-c',
    'true',
    'false',
    'nosuch',
    'echo',
    'exec sleep 5;',
    'ping',
    'cat',
  ]),
  { maxLength: 4 },
)
const signal = mostly([
  'KILL',
  '9',
  'SIGTERM',
  'HUP',
  '0',
  '65',
  'RTMIN+3',
  'RTMAX-99',
  'sigrtmin',
  'BOGUS',
  '-9',
  '1e1',
  '١',
])
const time = mostly([
  '0',
  '0s',
  '1h',
  '-1h',
  '2026-01-01',
  '2026-13-01',
  'now',
  '1.5',
  '99999999999999999999',
  '1h1h',
  '2026-01-01T00:00:05Z',
  '.5s',
  '5.',
])

type Words = readonly string[]
const flag = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<Words> =>
  fc.oneof(
    value.map((text) => [name, text]),
    value.map((text) => [`${name}=${text}`]),
  )
const bare = (...names: readonly string[]): fc.Arbitrary<Words> =>
  fc.constantFrom(...names).map((name) => [name])
const some = (flags: readonly fc.Arbitrary<Words>[], maxLength = 4): fc.Arbitrary<Words> =>
  fc
    .array(
      fc.oneof(
        ...flags,
        nasty.map((text) => [`-${text}`]),
      ),
      { maxLength },
    )
    .map((all) => all.flat())

const createFlags = [
  flag('--name', thing),
  flag('--name', thing),
  flag('--network', network),
  flag('--network', network),
  flag(
    '--network',
    thing.map((name) => `container:${name}`),
  ),
  flag(
    '--network',
    fc
      .tuple(network, address, mac, number)
      .map(([n, ip, m, g]) => `name=${n},ip=${ip},mac-address=${m},gw-priority=${g}`),
  ),
  flag(
    '--network',
    fc.tuple(network, option, thing).map(([n, o, a]) => `name=${n},alias=${a},driver-opt=${o}`),
  ),
  flag('--net', network),
  flag('--ip', address),
  flag('--ip6', address),
  flag('--link-local-ip', address),
  flag('--mac-address', mac),
  flag('-p', port),
  flag('-p', port),
  flag('--expose', port),
  flag(
    '--link',
    fc.tuple(thing, thing).map(([a, b]) => `${a}:${b}`),
  ),
  flag('--link', thing),
  flag('--network-alias', thing),
  flag('--dns', address),
  flag('--dns-search', nasty),
  flag('--dns-opt', mostly(['ndots:5', 'ndots:x', 'ndots:-1', 'timeout:99999', 'rotate'])),
  flag(
    '--add-host',
    fc.tuple(thing, address).map(([a, b]) => `${a}:${b}`),
  ),
  flag('--add-host', mostly(['x:host-gateway', 'host-gateway', 'x=1.2.3.4', ':1.2.3.4', 'x:'])),
  flag('--hostname', nasty),
  flag('--domainname', nasty),
  flag(
    '--label',
    fc.tuple(nasty, nasty).map(([a, b]) => `${a}=${b}`),
  ),
  flag(
    '--label',
    mostly([
      'cnm.listen=80/tcp,53/udp',
      'cnm.listen=99999999',
      'cnm.listen=x',
      'cnm.listen=0',
      '__proto__=x',
    ]),
  ),
  flag('-e', nasty),
  flag('--restart', mostly(['no', 'always', 'on-failure:3', 'on-failure:x', 'on-failure:-1', 'bogus'])),
  flag('--stop-signal', signal),
  flag('--entrypoint', nasty),
  bare('-d', '-d', '-d', '-i', '-t', '-it', '-dit', '--rm', '-P', '--init', '--privileged'),
]
const joined = (...parts: readonly fc.Arbitrary<Words>[]): fc.Arbitrary<Words> =>
  fc.tuple(...parts).map((all) => all.flat())
const one = (value: fc.Arbitrary<string>): fc.Arbitrary<Words> => value.map((text) => [text])
const named = (value: fc.Arbitrary<string>, maxLength = 3): fc.Arbitrary<Words> =>
  fc.array(value, { maxLength, size: 'max' })
const say = (...texts: readonly string[]): fc.Arbitrary<Words> => fc.constant(texts)

const commands: readonly fc.Arbitrary<Words>[] = [
  joined(say('run'), some(createFlags, 6), one(image), command),
  joined(say('run', '-d'), some(createFlags, 6), one(fc.constant('alpine')), say('sleep', '1000')),
  joined(say('create'), some(createFlags, 6), one(image), command),
  joined(
    say('network', 'create'),
    some(
      [
        flag('--subnet', subnet),
        flag('--subnet', subnet),
        flag('--gateway', address),
        flag('--ip-range', subnet),
        flag(
          '--aux-address',
          fc.tuple(nasty, address).map(([a, b]) => `${a}=${b}`),
        ),
        flag('-o', option),
        flag('-o', option),
        flag('-d', driver),
        flag('--ipam-driver', mostly(['default', 'null', 'constructor'])),
        flag('--ipam-opt', option),
        flag('--label', nasty),
        flag('--config-from', network),
        flag('--scope', mostly(['local', 'swarm', 'global'])),
        bare(
          '--ipv6',
          '--ipv4=false',
          '--ipv4=x',
          '--internal',
          '--attachable',
          '--ingress',
          '--config-only',
        ),
      ],
      6,
    ),
    one(network),
  ),
  joined(
    say('network', 'connect'),
    some([
      flag('--ip', address),
      flag('--ip6', address),
      flag('--link-local-ip', address),
      flag('--alias', nasty),
      flag('--link', thing),
      flag('--driver-opt', option),
      flag('--gw-priority', number),
    ]),
    one(network),
    one(thing),
  ),
  joined(say('network', 'disconnect'), some([bare('-f')], 1), one(network), one(thing)),
  joined(say('network'), one(fc.constantFrom('rm', 'remove')), some([bare('-f')], 1), named(network)),
  joined(say('network', 'prune'), some([bare('-f'), flag('--filter', filter)], 3)),
  joined(
    say('network', 'ls'),
    some([flag('--filter', filter), flag('--format', format), bare('-q', '--no-trunc')]),
  ),
  joined(say('network', 'inspect'), some([flag('-f', format), bare('-v')], 2), named(network)),
  joined(
    say('inspect'),
    some([flag('-f', format), flag('--type', mostly(['container', 'network', 'volume']))], 2),
    named(fc.oneof(thing, network)),
  ),
  joined(
    say('ps'),
    some([
      flag('--filter', filter),
      flag('--format', format),
      flag('-n', number),
      bare('-a', '-q', '-l', '-s', '--no-trunc'),
    ]),
  ),
  joined(
    say('events'),
    some([flag('--since', time), flag('--until', time), flag('--filter', filter), flag('--format', format)]),
  ),
  joined(say('port'), named(thing, 1), named(port, 1)),
  joined(
    one(fc.constantFrom('start', 'stop', 'restart', 'pause', 'unpause', 'logs', 'attach')),
    some([flag('-t', number), flag('-s', signal), bare('-a', '-i')], 1),
    named(thing),
  ),
  joined(say('kill'), some([flag('-s', signal)], 1), named(thing)),
  joined(say('rm'), some([bare('-f', '-v', '-l', '-fv')], 1), named(thing)),
  joined(say('rename'), one(thing), one(thing)),
  joined(
    say('exec'),
    some([bare('-d', '-i', '-t', '-it'), flag('-e', nasty), flag('-w', nasty), flag('-u', nasty)], 2),
    one(thing),
    one(
      mostly([
        'ping',
        'ip',
        'nslookup',
        'wget',
        'cat',
        'hostname',
        'env',
        'true',
        'false',
        'echo',
        'sh',
        '/bin/ping',
      ]),
    ),
    fc.array(
      fc.oneof(
        thing,
        address,
        number,
        mostly([
          '-c',
          '-W',
          '-6',
          '-4',
          'addr',
          'route',
          'link',
          'show',
          'dev',
          'eth0',
          '-o',
          '-q',
          '-O',
          '-',
          '-T',
          '/etc/hosts',
          '/etc/resolv.conf',
          'http://web',
          'http://[::1]:80/x',
          'https://web',
          '-type=ptr',
        ]),
      ),
      { maxLength: 5 },
    ),
  ),
  joined(
    say('container'),
    one(fc.constantFrom('run', 'ls', 'rm', 'inspect', 'prune', 'bogus')),
    named(thing),
  ),
  joined(
    one(
      fc.constantFrom(
        'swarm',
        'service',
        'node',
        'info',
        'version',
        'volume',
        'compose',
        'image',
        'system',
        'help',
      ),
    ),
    named(nasty),
  ),
]

/** A word as a shell takes it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A command line, at times with a word left out, doubled or swapped with its neighbour. */
export const commandLine: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(...commands), fc.nat({ max: 11 }), fc.nat({ max: 20 }))
  .map(([all, slip, where]) => {
    const at = all.length === 0 ? 0 : where % all.length
    const word = all[at] ?? ''
    if (slip === 0) return all.toSpliced(at, 1)
    if (slip === 1) return all.toSpliced(at, 0, word)
    return slip === 2 ? all.toSpliced(at, 2, all[at + 1] ?? '', word) : all
  })
  .map((all) => all.map(quoted).join(' '))

/** Words and noise, quotes and all. */
export const garbageLine: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.oneof(
        nasty,
        thing,
        network,
        fc.constantFrom('run', 'network', 'create', 'ps', '-f', '"', "'", '\\'),
      ),
      { maxLength: 8 },
    )
    .map((all) => all.join(' ')),
)

const place = mostly(['h1', 'h1/web', 'h1/ctr1', 'h2', 'h9', 'peer', 'lan', 'h1/', '/x', 'h1/a/b', '${T}'])
const scenarioLine = fc.oneof(
  commandLine.map((line) => `h1$ docker ${line}`),
  fc.tuple(place, commandLine).map(([host, line]) => `${host}$ T=docker ${line}`),
  fc
    .tuple(
      fc.constantFrom(
        'ping',
        'http',
        'dns',
        'state',
        'rules',
        'matrix',
        'link',
        'route',
        'sleep',
        'hosts',
        'pong',
        '#',
      ),
      place,
      fc.oneof(thing, address, subnet, number),
      fc.oneof(number, fc.constantFrom('up', 'down', 'via', '6', '')),
    )
    .map((all) => all.join(' ')),
  fc.tuple(place, subnet, address).map(([machine, to, via]) => `route ${machine} ${to} via ${via}`),
  fc.tuple(place, fc.oneof(thing, address)).map(([from, to]) => `ping ${from} ${to}`),
  fc.tuple(place, fc.oneof(thing, address)).map(([from, to]) => `http ${from} ${to} 80`),
  fc
    .tuple(place, fc.oneof(thing, address), fc.constantFrom('A', 'AAAA', 'PTR', 'ANY', '__proto__', ''))
    .map((all) => `dns ${all.join(' ')}`),
  fc.constantFrom(
    'hosts 2',
    'hosts 0',
    'hosts 40',
    'hosts x',
    'matrix 80',
    'link h1 down',
    'link h1 up',
    'sleep 1e9',
    '',
  ),
  garbageLine,
)
/** Lines of a .lab file; most fit. */
export const scenarioText: fc.Arbitrary<string> = fc
  .array(scenarioLine, { maxLength: 6 })
  .map((lines) => lines.join('\n'))
