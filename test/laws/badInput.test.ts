/**
 * Bad input: whatever is typed, the answer is a clean refusal or a success, never an exception; and a refusal leaves the very
 * same world. BAD_INPUT_RUNS=300000 in the environment makes the search long.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { runCli } from '../../src/cli/cli.js'
import { createLab, type Lab } from '../../src/shell/lab/lab.js'
import { parseScenario } from '../../src/shell/scenario/parseScenario.js'
import { play } from '../../src/shell/scenario/play.js'
import { words } from '../../src/shell/words.js'
import { memoryIo } from '../cli/memoryIo.js'
import { commandLine, garbageLine } from './badCommands.js'
import { scenarioText } from './badScenarios.js'

const runs = (few: number): number => Number(process.env['BAD_INPUT_RUNS'] ?? few)
const TIMEOUT = 3_600_000

/** Where things are, so that commands have something to hit. */
const furnished = createLab({ hosts: 2 })
for (const line of [
  'network create net1',
  'network create --subnet 10.9.0.0/29 --gateway 10.9.0.1 net2',
  'network create --ipv6 --internal net3',
  'network create __proto__',
  'network create --config-only conf1',
  'run -d --name web --network net1 -p 8080:80 alpine httpd -f -p 80',
  'run -dit --name ctr1 alpine ash',
  'create --name constructor --network net2 alpine sleep 1000',
  'run -d --name shared --network container:web alpine sleep 1000',
  'run -d --name linked --link ctr1:db alpine sleep 1000',
  'run -d --name frozen --network net1 --network net3 alpine sleep 1000',
  'pause frozen',
])
  furnished.docker('h1', line)

/** Commands that leave something behind when they are refused, as a real engine does. */
const LEAVES = /^(container )?(run|create|start|restart)$|^network connect$/
/** Commands whose client inspects first, at which an engine copies a MAC address (engine/noteInspection.ts). */
const INSPECTS = /^(container )?(exec|port|inspect|attach)$/
/** Commands whose exit code may be the program's own, which says what it likes. */
const RUNS_PROGRAMS = /^(container )?(run|exec)$/

/** `network connect`, `container run`, `ps`; '' for what is none. */
function commandOf(line: string): string {
  const split = words(line)
  if (!split.ok) return ''
  const [first = '', second = ''] = split.value
  return first === 'network' || first === 'container' || first === 'system' ? `${first} ${second}` : first
}

/** The world but for the container-wide MAC addresses. */
const withoutMacs = ({ world }: Lab): unknown =>
  JSON.parse(JSON.stringify(world, (key, value: unknown) => (key === 'macAddress' ? '' : value)))

/** Throws where a law does not hold. */
function obeys(lab: Lab, host: string, line: string): void {
  const before = lab.world
  const answer = lab.docker(host, line)
  const command = commandOf(line)
  expect(Object.keys(answer).toSorted()).toEqual(['exit', 'stderr', 'stdout'])
  expect(Number.isInteger(answer.exit) && answer.exit >= 0 && answer.exit <= 255).toBe(true)
  if (answer.exit === 0) return
  if (!RUNS_PROGRAMS.test(command)) expect(answer.stderr).not.toBe('')
  // one name of several may have worked, and is then printed
  if (LEAVES.test(command) || answer.stdout !== '') return
  if (INSPECTS.test(command))
    expect(isDeepStrictEqual(withoutMacs(lab), withoutMacs(furnished.at(before)))).toBe(true)
  else expect(lab.world === before, `a refusal changed the world: ${answer.stderr}`).toBe(true)
}

describe('docker', () => {
  test(
    'answers whatever is typed, in any order',
    () => {
      fc.assert(
        fc.property(
          fc.array(
            fc.tuple(fc.constantFrom('h1', 'h1', 'h1', 'h2', 'peer', 'h9', '__proto__'), commandLine),
            {
              minLength: 1,
              maxLength: 8,
            },
          ),
          (lines) => {
            const lab = furnished.fork()
            for (const [host, line] of lines) obeys(lab, host, line)
            // what is left is a world that can be asked and kept
            expect(isDeepStrictEqual(JSON.parse(JSON.stringify(lab.world)), lab.world)).toBe(true)
            lab.ping('h1/web', 'ctr1')
            lab.rules('h1')
          },
        ),
        { numRuns: runs(150) },
      )
    },
    TIMEOUT,
  )

  test(
    'answers noise',
    () => {
      fc.assert(
        fc.property(garbageLine, (line) => obeys(furnished.fork(), 'h1', line)),
        { numRuns: runs(500) },
      )
    },
    TIMEOUT,
  )
})

describe('the scenario language', () => {
  test(
    'takes a text, or says which line is wrong',
    () => {
      fc.assert(
        fc.property(scenarioText, (text) => {
          const parsed = parseScenario('mine', text)
          if (!parsed.ok) {
            expect(parsed.error.message).not.toBe('')
            expect(parsed.error.line >= 1 && parsed.error.line <= text.split('\n').length).toBe(true)
            return
          }
          const lab = createLab({ hosts: Math.min(parsed.value.hosts, 3) })
          for (const played of play(lab, parsed.value.steps.slice(0, 20))) expect(played.step).toBeDefined()
        }),
        { numRuns: runs(100) },
      )
    },
    TIMEOUT,
  )
})

describe('cnm', () => {
  const word = fc.oneof(
    fc.constantFrom('run', 'record', 'compare', 'conformance', 'tour', 'shell', 'help', 'version', '--help'),
    fc.constantFrom(
      '--explain',
      '--log',
      '--log=',
      '--out',
      '--hosts',
      '--topic',
      '--diff',
      '--',
      '-',
      '-h=',
      '--=x',
    ),
    fc.constantFrom(
      'good.lab',
      'bad.lab',
      'bad.json',
      'empty.json',
      'notes.txt',
      '.',
      '',
      '/',
      '__proto__',
      '💥',
    ),
    fc.string({ maxLength: 12 }),
  )
  test(
    'exits 2 with a message when it is asked wrongly, and never throws',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (argv) => {
          // the walkthrough is long, and is no refusal
          if (argv[0] === 'tour' && argv.length === 1) return
          const io = memoryIo({
            'good.lab': '# x\nh1$ docker ps\n',
            'bad.lab': 'pong',
            'bad.json': '{"format":1',
            'empty.json': '{}',
            'notes.txt': '',
          })
          const exit = await runCli(argv, io)
          expect([0, 1, 2]).toContain(exit)
          if (exit === 2) expect(io.said.error).toMatch(/^cnm\b.*: .+/)
        }),
        { numRuns: runs(300) },
      )
    },
    TIMEOUT,
  )
})

describe('found once', () => {
  const lab = furnished.fork()
  const ps = (template: string) => lab.docker('h1', `ps -n 1 --format '${template}'`)
  it.each([
    '{{range 9999999999}}x{{end}}',
    '{{range 99999999}}{{end}}',
    '{{range 9999}}{{range 9999}}{{end}}{{end}}',
  ])('%s ends, where a real client would go on until its memory is full', (template) => {
    expect(ps(template)).toEqual({
      exit: 1,
      stdout: '',
      stderr: 'failed to execute template: cnm-sim: the template goes on for too long\n',
    })
  })

  // Go's fmt: a width or precision beyond a million is none, and ends the format
  it.each([
    ['%9999999d', '%!(NOVERB)%!(EXTRA int=1)'],
    ['a%%b%.9999999dc', 'a%b%!(NOVERB)%!(EXTRA int=1)'],
  ])('printf %s', (format, printed) => {
    expect(ps(`{{printf "${format}" 1}}`)).toEqual({ exit: 0, stdout: `${printed}\n`, stderr: '' })
  })

  it('more digits than JavaScript prints', () => {
    expect(ps('{{printf "%.120f" 1.5}}').stdout).toBe(`1.5${'0'.repeat(119)}\n`)
    expect(ps('{{printf "%.120e" 1.5}}').stdout).toBe(`1.5${'0'.repeat(119)}e+00\n`)
    expect(ps('{{printf "%.120g" 1.5}}').stdout).toBe('1.5\n')
  })

  it('more blanks than fit', () => {
    expect(ps('{{pad "x" 1 999999999999}}').stderr).toContain(
      'error calling pad: strings: Repeat output length overflow',
    )
  })

  it('a refusal that leaves something behind would be noticed', () => {
    const before = lab.world
    expect(lab.docker('h1', 'run -d --name left --network nosuch alpine sleep 1').exit).toBe(125)
    expect(lab.world).not.toBe(before)
  })
})
