// Scenarios made of bad words and of command lines that were never meant to be.
import fc from 'fast-check'
import { commandLine, garbageLine } from './badCommands.js'
import { address, number, place, subnet, thing } from './badWords.js'

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
