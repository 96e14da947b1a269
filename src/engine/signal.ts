/** Signals by number, as Linux has them on x86 and ARM (moby/sys/signal ParseSignal, ValidSignalForPlatform). */

// by number: the first one is signal 1
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

/** The first and the last real-time signal, as the engine counts them: the C library keeps 32 and 33 for itself. */
const REAL_TIME = { first: 34, last: 64 }

/** `RTMIN+1` to `RTMIN+15`, `RTMAX-14` to `RTMAX-1`: one name for each number, and no other sum. */
const realTime = (count: number, base: string, first: number, step: 1 | -1) =>
  Array.from({ length: count }, (_, i) => {
    const offset = step < 0 ? `-${i}` : `+${i}`
    return [i === 0 ? base : `${base}${offset}`, first + step * i] as const
  })

const BY_NAME: ReadonlyMap<string, number> = new Map<string, number>([
  ...NAMES.map((name, i) => [name, i + 1] as const),
  ['IOT', 6],
  ['CLD', 17],
  ['POLL', 29],
  ...realTime(16, 'RTMIN', REAL_TIME.first, 1),
  ...realTime(15, 'RTMAX', REAL_TIME.last, -1),
])

/** Those that the engine itself has something to do with. */
export const SIGNALS = { INT: 2, QUIT: 3, KILL: 9, TERM: 15 }

/**
 * `9`, `KILL` or `SIGKILL`, in any case. Undefined: no signal; a number is taken whether there is such a signal or not
 * (isSupported says that), except 0. O(1).
 */
export function parseSignal(text: string): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return Number(text) === 0 ? undefined : Number(text)
  return BY_NAME.get(text.toUpperCase().replace(/^SIG/, ''))
}

/** Does Linux have it? `docker kill` asks; `docker stop` leaves it to the kernel (daemon/kill.go ContainerKill). */
export const isSupported = (signal: number): boolean =>
  (signal > 0 && signal <= NAMES.length) || (signal >= REAL_TIME.first && signal <= REAL_TIME.last)
