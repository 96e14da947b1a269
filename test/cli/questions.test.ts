// matrix, exposure and diff as they are typed: formats, picking places, what is wrong, and the bar.
import { describe, expect, it } from 'vitest'
import { runCli } from '../../src/cli/cli.js'
import { withProgress } from '../../src/cli/progressBar.js'
import { memoryIo } from './memoryIo.js'

const BEFORE = `h1$ docker network create front
h1$ docker network create --internal back
h1$ docker run -d --name web --network front -p 8080:80 nginx
h1$ docker run -d --name db --network back --label cnm.listen=5432/tcp postgres
h1$ docker run -d --name adm -p 127.0.0.1:9090:90 tool
h1$ docker run -d --name mon --network host --label cnm.listen=9100/tcp prom
`
const OLD = `services:
  web: { image: nginx, ports: ['8080:80'], networks: [front] }
  db: { image: postgres, expose: ['5432'], networks: [back] }
networks: { front: , back: { internal: true } }
`
const FILES = { 'before.lab': BEFORE, 'after.lab': `${BEFORE}h1$ docker network connect back web\n` }

async function cnm(line: string) {
  const io = memoryIo(FILES)
  const exit = await runCli(line.split(' '), io)
  return { exit, ...io.said }
}

describe('cnm matrix', () => {
  it('is a row a pair of classes with --classes', async () => {
    const io = memoryIo({
      'many.lab': `h1$ docker network create front
h1$ docker network create --internal back
h1$ docker run -d --name web --network front -p 8080:80 nginx
h1$ docker network connect back web
h1$ docker run -d --name db --network back --expose 5432 postgres
h1$ docker run -d --name asks1 --network front alpine sleep 1d
h1$ docker run -d --name asks2 --network front alpine sleep 1d
`,
    })
    expect(await runCli(['matrix', 'many.lab', '--classes', '--ports', '80'], io)).toBe(0)
    const lines = io.said.out.split('\n').map((line) => line.trim().split(/ {2,}/))
    expect(lines.filter(([first]) => first && !first.startsWith('-'))).toEqual([
      ['from', 'to', 'ping', '80/tcp'],
      ['h1/web', 'h1/db', 'yes', 'no'],
      ['h1/web', 'h1/asks1 and 1 like it', 'yes', 'no'],
      ['h1/db', 'h1/web', '1 of 2 addresses', '1 of 2 addresses'],
      ['h1/asks1 and 1 like it', 'h1/web', '1 of 2 addresses', '1 of 2 addresses'],
      ['h1/asks1 and 1 like it', 'h1/asks1 and 1 like it', 'yes', 'no'],
    ])
  })

  it('is a row a pair, in every format', async () => {
    const asked = 'matrix before.lab --from h1/web,peer --to h1/* --ports 80,53/udp'
    const { exit, out } = await cnm(asked)
    expect(exit).toBe(0)
    expect(out).toMatch(/^from +to +address +ping +80\/tcp +53\/udp$/m)
    expect(out).toMatch(/^h1\/web +h1\/db +172\.19\.0\.2 +timeout +timeout +timeout$/m)
    expect(out).toMatch(/^peer +h1\/web +172\.18\.0\.2 +network-unreachable/m)
    expect(out).not.toMatch(/^h1\/adm/m)
    expect((await cnm(`${asked} --format md`)).out).toContain(
      '| h1/web | h1/db | 172.19.0.2 | timeout | timeout | timeout |\n',
    )
    expect((await cnm(`${asked} --format csv`)).out).toContain(
      'h1/web,h1/db,172.19.0.2,timeout,timeout,timeout\n',
    )
    const rows: unknown = JSON.parse((await cnm(`${asked} --format json`)).out)
    expect(rows).toContainEqual({
      from: 'h1/web',
      to: 'h1/db',
      address: '172.19.0.2',
      ping: 'timeout',
      ports: [
        { protocol: 'tcp', port: 80, verdict: 'timeout' },
        { protocol: 'udp', port: 53, verdict: 'timeout' },
      ],
    })
    const compact: unknown = JSON.parse((await cnm(`${asked} --compact`)).out)
    expect(compact).toMatchObject({ from: ['h1/web', 'peer'], cells: ['tttttt---', 'nnnnnnnnn'] })
  })
})

describe('cnm exposure', () => {
  it('says who is reached from where, and by which port', async () => {
    const { exit, out } = await cnm('exposure before.lab --format csv')
    expect(exit).toBe(0)
    expect(out).toBe(
      [
        'container,from its host,from the LAN,from the internet,reaches',
        'h1/web,"ping, 80/tcp, 8080->80/tcp",8080->80/tcp,8080->80/tcp,"its host, the LAN, the internet"',
        'h1/db,"ping, 5432/tcp",-,-,-',
        'h1/adm,"ping, 90/tcp, 127.0.0.1:9090->90/tcp",-,-,"its host, the LAN, the internet"',
        'h1/mon,"ping, 9100/tcp","ping, 9100/tcp","ping, 9100/tcp","its host, the LAN, the internet"',
        '',
      ].join('\n'),
    )
  })
})

describe('cnm diff', () => {
  it('says what opened, and why it was shut', async () => {
    const { exit, out } = await cnm('diff before.lab after.lab')
    expect(exit).toBe(1)
    expect(out).toMatch(
      /^\+ h1\/web -> h1\/db: port 5432\/tcp\n {4}before: .*internal.*\n {4}after: .*over network back\.\n/m,
    )
    expect(out).toMatch(/^\+ h1\/web -> h1\/db: name db$/m)
    expect(out).toMatch(/\n6 opened, 0 closed\n$/)
    expect((await cnm('diff after.lab before.lab')).out).toMatch(/\n0 opened, 6 closed\n$/)
    expect((await cnm('diff before.lab after.lab --trace')).out).toContain('      end dropped: ')
    expect((await cnm('diff before.lab after.lab --format csv')).out).toMatch(/^\+,h1\/web,h1\/db,ping,/m)
  })

  it('brings two compose files up as one project, and takes the one of this folder for the new one', async () => {
    const opened = OLD.replace('networks: [front]', 'networks: [front, back]')
    const io = memoryIo({ 'old/compose.yaml': OLD, 'compose.yaml': opened })
    expect(await runCli(['diff', 'old/compose.yaml'], io)).toBe(1)
    expect(io.said.out).toMatch(/^\+ h1\/shop-web-1 -> h1\/shop-db-1: port 5432\/tcp$/m)
    expect(io.said.out).not.toContain('h1/old-')
    const named = memoryIo({ 'old/compose.yaml': OLD, 'new/compose.yaml': OLD })
    expect(await runCli(['diff', 'old/compose.yaml', 'new/compose.yaml', '-p', 'mine'], named)).toBe(0)
    expect(named.said.out).toBe('nothing opened, nothing closed\n')
  })

  it('is quiet about equal worlds', async () => {
    expect(await cnm('diff before.lab before.lab')).toEqual({
      exit: 0,
      out: 'nothing opened, nothing closed\n',
      error: '',
    })
  })
})

describe('cnm blockers', () => {
  it('lists all that would have to change', async () => {
    const { exit, out } = await cnm('blockers before.lab h1/web db 5432')
    expect(exit).toBe(1)
    expect(out).toMatch(
      /^h1\/web does not reach db 5432\/tcp: 2 things would have to change\n1\. .*NXDOMAIN.*\n2\. .*that rule would have to go\.\n$/,
    )
    const rows = (await cnm('blockers before.lab h1/web db 5432 --format csv')).out
    expect(rows).toMatch(/^,what would have to change\n1,"h1\/web finds no address/)
    const value: unknown = JSON.parse((await cnm('blockers before.lab h1/web db 5432 --format json')).out)
    expect(value).toMatchObject({ blockers: [{ way: 'name' }, { way: 'request', fix: { kind: 'no-rule' } }] })
  })

  it('says when nothing is in the way, and when nobody is meant', async () => {
    expect(await cnm('blockers before.lab peer 192.0.2.11 8080')).toMatchObject({
      exit: 0,
      out: 'peer reaches 192.0.2.11 8080/tcp: nothing is in the way\n',
    })
    expect((await cnm('blockers before.lab h1/web nosuch')).out).toBe(
      'nobody has the name or address nosuch\n',
    )
  })
})

describe('without a world, on the compose file of the folder', () => {
  const ask = async (line: string) => {
    const io = memoryIo({ 'compose.yaml': OLD })
    return { exit: await runCli(line.split(' '), io), ...io.said }
  }

  it('they all answer, and take services for places', async () => {
    expect((await ask('matrix --from web --to shop-db-1')).out).toMatch(
      /^h1\/shop-web-1 +h1\/shop-db-1 +172\.19\.0\.2 /m,
    )
    expect((await ask('exposure --format csv')).out).toMatch(/^h1\/shop-web-1,/m)
    expect((await ask('blockers web db 5432')).out).toMatch(
      /^h1\/shop-web-1 does not reach db 5432\/tcp: 2 things/,
    )
    expect((await ask('blockers internet db')).error).toContain("there is no 'internet' in this world")
    expect((await ask('trace web 172.18.0.1')).exit).toBe(0)
    expect((await ask('trace nobody db')).error).toContain("there is no 'nobody' in this world")
  })
})

it.each([
  ['blockers before.lab h1/web', 'it takes a world, who asks, whom, and perhaps a port'],
  ['blockers before.lab h1/wbe db', "did you mean 'h1/web'?"],
  ['blockers before.lab h1/* db', "'h1/*' is more than one place"],
  ['trace before.lab h1/web db:53/udp', 'it follows a ping or a TCP connection, not 53/udp'],
  ['trace before.lab h1/web db:70000', "'70000' is no port"],
  ['matrix', 'no configuration file provided: not found'],
  ['matrix before.lab after.lab', 'it takes one world, and got 2'],
  ['matrix before.lab 80 53/udp', 'ports are asked with --ports 80,53/udp'],
  ['matrix before.lab --classes --from h1/web', '--classes is about all containers: leave --from out'],
  ['matrix before.lab --ports http', "'http' is no port: write 80, 53/udp"],
  ['matrix before.lab --ports 0', "'0' is no port"],
  ['matrix before.lab --from h1/wbe', "there is no 'h1/wbe' in this world; did you mean 'h1/web'?"],
  ['matrix before.lab --format jsn', "there is no format 'jsn'; did you mean 'json'?"],
  ['exposure befor.lab', 'befor.lab: there is no such file; did you mean before.lab?'],
  ['diff', 'it takes two worlds, or the old one, and got 0'],
  ['diff before.lab', 'no configuration file provided: not found'],
])('cnm %s: says what is wrong', async (line, message) => {
  const { exit, error } = await cnm(line)
  expect(exit).toBe(2)
  expect(error).toContain(message)
})

describe('the bar', () => {
  const run = (errorTerminal: boolean, step: number): string => {
    let time = 0
    const io = { ...memoryIo(), errorTerminal, now: () => (time += step) }
    withProgress(io, 'asking', (progress) => {
      for (let done = 1; done <= 20; done++) progress(done, 20)
    })
    return io.said.error
  }

  it('shows on work over a second at a terminal, and goes away', () => {
    expect(run(true, 100)).toMatch(/^\rasking \[#+ +\] +\d+ %\r[^]*\rasking \[#{30}\] 100 %\r +\r$/)
  })

  it('does not show on short work, nor in a file', () => {
    expect(run(true, 10)).toBe('')
    expect(run(false, 100)).toBe('')
  })
})
