/** Signals by number, as Linux has them on x86 and ARM (moby/sys/signal ParseSignal, ValidSignalForPlatform). */

const NAMES = [
  'HUP',
  'INT',
  'QUIT',
  'ILL',
  'TRAP',
  'ABRT',
  'BUS',
  'FPE',
  'KILL',
  'USR1',
  'SEGV',
  'USR2',
  'PIPE',
  'ALRM',
  'TERM',
  'STKFLT',
  'CHLD',
  'CONT',
  'STOP',
  'TSTP',
  'TTIN',
  'TTOU',
  'URG',
  'XCPU',
  'XFSZ',
  'VTALRM',
  'PROF',
  'WINCH',
  'IO',
  'PWR',
  'SYS',
] as const

const ALIASES: ReadonlyMap<string, number> = new Map([
  ['IOT', 6],
  ['CLD', 17],
  ['POLL', 29],
  ['UNUSED', 31],
])

/** The first and the last real-time signal, as the engine counts them. */
const REAL_TIME = { first: 34, last: 64 }

export const SIGNALS = { INT: 2, QUIT: 3, KILL: 9, TERM: 15 }

/** `9`, `KILL` or `SIGKILL`, in any case. Undefined: no signal; a number is taken whether there is such a signal or not. */
export function parseSignal(text: string): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return Number(text) === 0 ? undefined : Number(text)
  const name = text.toUpperCase().replace(/^SIG/, '')
  const [, end, offset = '0'] = /^RTM(IN(?=$|\+)|AX(?=$|-))(?:[+-](\d+))?$/.exec(name) ?? []
  const number =
    end === undefined
      ? (ALIASES.get(name) ?? NAMES.findIndex((known) => known === name) + 1)
      : end === 'IN'
        ? REAL_TIME.first + Number(offset)
        : REAL_TIME.last - Number(offset)
  return number > 0 ? number : undefined
}

/** Does Linux have it? Numbers between the named and the real-time signals are the C library's own. */
export const isSupported = (signal: number): boolean =>
  (signal > 0 && signal <= NAMES.length) || (signal >= REAL_TIME.first && signal <= REAL_TIME.last)
