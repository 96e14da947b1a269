// Command lines made of bad words, with flags and orders that were never meant to be.
import fc from 'fast-check'
import {
  address,
  command,
  driver,
  filter,
  format,
  image,
  mac,
  mostly,
  nasty,
  network,
  number,
  option,
  port,
  quoted,
  signal,
  subnet,
  thing,
  time,
} from './badWords.js'

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
    some([flag('-t', number), flag('--time', number), flag('-s', signal), bare('-a', '-i')], 2),
    named(thing),
  ),
  joined(say('kill'), some([flag('-s', signal)], 1), named(thing)),
  joined(say('rm'), some([bare('-f', '-v', '-l', '-fv', '--link', '-fl')], 2), named(thing)),
  joined(say('rm', '--link'), named(thing)),
  joined(say('wait'), named(thing)),
  joined(say('container', 'prune'), some([bare('-f', '-f', '--force=x'), flag('--filter', filter)], 3)),
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
        'ping6',
        'route',
        'ifconfig',
        'netstat',
        'traceroute',
        'nc',
        'arp',
        'grep',
        'head',
        'tail',
        'wc',
        'id',
        'uname',
        'dnsdomainname',
        '/bin/nosuch',
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
          'table',
          'local',
          'neigh',
          '-A',
          'inet6',
          '-z',
          '-w',
          '--bogus',
          '--',
          '-rn',
          'echo $HOSTNAME | wc; true',
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
