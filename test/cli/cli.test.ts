import { describe, expect, it } from 'vitest'
import { runCli } from '../../src/cli/cli.js'
import { compareRecordings } from '../../src/shell/compare/compareRecordings.js'
import { readRecording } from '../../src/shell/recording/read.js'
import { memoryIo } from './memoryIo.js'

const LAB =
  '# Two containers\nh1$ docker run -dit --name ctr1 alpine ash\nping h1/ctr1 google.com\nping h1/ctr1 ctr2\n'

async function cnm(line: string, files: Readonly<Record<string, string>> = {}, typed = '') {
  const io = memoryIo(files, typed)
  const exit = await runCli(line.split(' ').filter(Boolean), io)
  return { exit, ...io.said, files: io.files }
}

describe('cnm', () => {
  it('traces a way over hosts', async () => {
    const file = [
      'hosts 2',
      'h1$ docker swarm init',
      'h1$ T=docker swarm join-token -q worker',
      'h2$ docker swarm join --token ${T} 192.0.2.11:2377',
      'h1$ docker network create -d overlay --attachable ov1',
      'h1$ docker run -d --name web --network ov1 alpine httpd -f -p 80',
      'h2$ docker run -d --name db --network ov1 alpine httpd -f -p 80',
      '',
    ].join('\n')
    const files = { 'shop.lab': `# A shop\n${file}` }
    const { exit, out } = await cnm('trace shop.lab h1/web db:80', files)
    expect(exit).toBe(0)
    expect(out).toContain('tunnel vx-001001-')
    expect((await cnm('trace shop.lab h1/web db --capture', files)).out).toContain(
      'VXLAN 4097: icmp 10.0.1.2',
    )
    expect(JSON.parse((await cnm('trace shop.lab h1/web db --json', files)).out)).toMatchObject({
      verdict: 'reachable',
    })
    expect((await cnm('trace shop.lab h1/web nobody', files)).exit).toBe(1)
    expect((await cnm('trace shop.lab h1/web', files)).exit).toBe(2)
  })

  it('says what it can do', async () => {
    const { exit, out } = await cnm('--help')
    expect(exit).toBe(0)
    for (const name of ['tour', 'run', 'record', 'shell', 'compare', 'conformance'])
      expect(out).toContain(`  ${name} `)
    expect((await cnm('record --help')).out).toContain('--out DIR')
    expect((await cnm('--version')).out).toMatch(/^\d+\.\d+\.\d+/)
  })

  it.each([
    ['toru', "there is no command 'toru'; did you mean 'tour'?"],
    ['--bogus', "there is no flag '--bogus': there are tour, run"],
    ['run x.lab --explian', "there is no flag '--explian'; did you mean --explain?"],
    ['tour --fast', "there is no flag '--fast': this command has none"],
    ['run', 'it takes one file, and got 0'],
    ['run mien.lab', 'mien.lab: there is no such file; did you mean mine.lab?'],
    ['run notes.txt', 'notes.txt: what is played is a scenario (.lab) or a recording (.json)'],
    ['record mine.lab', 'where to? Add --out DIR'],
    [
      'record mine.lab --out mine.lab',
      'mine.lab: there is a file of that name; --out names a folder that can be written to',
    ],
    ['record mine.lab --out full', 'full/mine.json: there is no space left'],
    ['record mine.lab --out', '--out needs a value: --out DIR'],
    [
      'record bad.lab --out out',
      "bad.lab:2: no line begins with 'pong'; did you mean 'ping FROM TARGET [6]'?",
    ],
    ['record bad.json --out out', 'bad.json:1: this is not JSON'],
    ['shell --hosts many', "--hosts is a number from 1 to 39, not 'many'"],
    ['conformance nowhere', 'nowhere: there is no such folder'],
    ['compare a', 'it takes two files or two folders, and got 1'],
  ])('cnm %s: says what is wrong and what would be right', async (line, message) => {
    const { exit, error } = await cnm(line, {
      'mine.lab': LAB,
      'bad.lab': '# x\npong h1 h2\n',
      'bad.json': '{',
      'notes.txt': '',
    })
    expect(exit).toBe(2)
    expect(error).toContain(message)
  })

  it('run prints a transcript, and with --explain the traces', async () => {
    const { exit, out } = await cnm('run mine.lab', { 'mine.lab': LAB })
    expect(exit).toBe(0)
    expect(out).toMatch(
      /^# Two containers\n\nh1\$ docker run -dit --name ctr1 alpine ash\n[0-9a-f]{64}\n\nping h1\/ctr1 google\.com\n {2}yes: 198\.51\.100\.7 answers, ttl 63\n\nping h1\/ctr1 ctr2\n {2}no: no-such-name\n$/,
    )
    expect((await cnm('run --explain mine.lab', { 'mine.lab': LAB })).out).toContain('MASQUERADE')
  })

  it('record writes recordings that say who answered, and goes on after a file that cannot be read', async () => {
    const { exit, files } = await cnm('record bad.lab mine.lab --out out', {
      'mine.lab': LAB,
      'bad.lab': 'x y',
    })
    expect(exit).toBe(2)
    const recording = readRecording(files.get('out/mine.json') ?? '')
    expect(recording).toMatchObject({
      ok: true,
      value: { name: 'mine', hosts: 1, engine: { simulator: 'cnm-sim', models: '28.5.2' } },
    })
  })

  it('plays a recording again, and gives the same answers', async () => {
    const first = await cnm('record mine.lab --out out', { 'mine.lab': LAB })
    const json = first.files.get('out/mine.json') ?? ''
    const second = await cnm('record mine.json --out again', { 'mine.json': json })
    expect(second.exit).toBe(0)
    expect(second.files.get('again/mine.json')).toBe(json)
    const [a, b] = [readRecording(json), readRecording(second.files.get('again/mine.json') ?? '')]
    expect(a.ok && b.ok && compareRecordings(a.value, b.value).differences).toEqual([])
  })

  it('compare finds a planted difference', async () => {
    const { files } = await cnm('record mine.lab --out out', { 'mine.lab': LAB })
    const json = files.get('out/mine.json') ?? ''
    expect(await cnm('compare a.json b.json', { 'a.json': json, 'b.json': json })).toMatchObject({ exit: 0 })
    const planted = await cnm('compare a b', {
      'a/x.json': json,
      'b/x.json': json.replace('"ttl": 63', '"ttl": 64'),
    })
    expect(planted.exit).toBe(1)
    expect(planted.out).toMatch(
      /mine step 1: ping h1\/ctr1 google\.com\n {2}result\n {2}- .*63.*\n {2}\+ .*64.*\n1 of 1 recordings differ\n$/,
    )
  })

  it('conformance counts by topic, and fails when one that agreed does so no more', async () => {
    const { files } = await cnm('record mine.lab --out out', { 'mine.lab': LAB })
    const good = files.get('out/mine.json') ?? ''
    const bad = good.replace('"ttl": 63', '"ttl": 1').replace('"name": "mine"', '"name": "mine-bad"')
    const recordings = { 'r/mine.json': good, 'r/mine-bad.json': bad }
    const first = await cnm('conformance r --update-agreeing', recordings)
    expect(first.exit).toBe(0)
    expect(first.out).toMatch(/^mine +2 +1 +10 +9$/m)
    expect(first.files.get('r/../agreeing.json')).toBe('[\n  "mine"\n]\n')
    const second = await cnm('conformance r --diff', { ...recordings, 'r/../agreeing.json': '["mine-bad"]' })
    expect(second).toMatchObject({ exit: 1, error: 'these agreed once, and do so no more: mine-bad\n' })
    expect(second.out).toContain('mine-bad step 1: ping')
    expect((await cnm('conformance r --topic mien', recordings)).error).toContain("did you mean 'mine'?")
  })

  it('shell answers line after line, and a wrong one changes nothing', async () => {
    const typed = [
      'docker run -dit --name ctr1 alpine ash',
      'ping h1/ctr1 nosuch',
      'explain',
      'dcoker ps',
      'ping ctr1',
      'undo',
      'docker ps -a -q',
      'exit',
      'docker network ls',
    ].join('\n')
    const { exit, out } = await cnm('shell', {}, `${typed}\n`)
    expect(exit).toBe(0)
    expect(out).toMatch(
      /^[0-9a-f]{64}\n {2}no: no-such-name\nping h1\/ctr1 nosuch\nH1\/ctr1 finds no address|^[0-9a-f]{64}\n {2}no: no-such-name\nping h1\/ctr1 nosuch\n/,
    )
    expect(out).toContain("no line begins with 'dcoker'; did you mean 'docker'?\n")
    expect(out).toContain("'ping ctr1' should read 'ping FROM TARGET [6]'\nundone\n")
    expect(out).not.toContain('NETWORK ID')
  })

  it('tour plays the walkthrough to its end', async () => {
    const { exit, out } = await cnm('tour')
    expect(exit).toBe(0)
    for (const line of [
      'h1$ docker run -idt --name ctr1 alpine ash',
      'h1$ docker network create -d bridge golden-gate',
      'h1$ docker network connect ps-bridge ctr1',
    ])
      expect(out).toContain(`\n${line}\n`)
    expect(out).toMatch(/ping: bad address 'ctr2'\n=> /)
    expect(out).toMatch(/^h1\/ctr2 +no name +yes +timeout +- +- +no name +timeout/m)
    // across hosts, encrypted, balanced; then one packet's way, and what the engine noted
    expect(out).toMatch(/^=> far is 10\.0\.1\.4: .*\n.*\n? .*VXLAN 4097, in clear/m)
    expect(out).toMatch(/VXLAN 4098, encrypted in ESP\.$/m)
    const answers = [...out.matchAll(/^h1\/near\$ wget .*\n(\w+)\n=> /gm)].map(([, answeredBy]) => answeredBy)
    expect(new Set(answers).size).toBe(2)
    expect(out).toMatch(/^h2\$ docker swarm join --token SWMTKN-1-\S+ 192\.0\.2\.11:2377\nThis node joined/m)
    expect(out).toMatch(/^ {2}h2\/far {2}in eth0 {2}icmp 10\.0\.1\.2 -> 10\.0\.1\.4 ttl 64$/m)
    expect(out).toMatch(/^network connect ps-bridge$/m)
    // a course's reader gets a reason after each ping, and no command of the walkthrough is refused
    expect(out.match(/^=> /gm)?.length).toBe(out.match(/ ping -c 1 |\$ wget /g)?.length)
    expect(out).not.toMatch(/Error response|not modelled/)
  })
})
