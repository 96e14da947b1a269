/** Names and numbers of signals (moby/sys/signal ParseSignal). Real-time signals are known, and do nothing here. */

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

export type Signal = (typeof NAMES)[number] | 'other'

/** `9`, `KILL` or `SIGKILL`, in any case; '' is KILL. Undefined: no signal has that name or number. */
export function parseSignal(text: string): Signal | undefined {
  if (text === '') return 'KILL'
  if (/^\d+$/.test(text))
    return NAMES[Number(text) - 1] ?? (Number(text) > 0 && Number(text) <= 64 ? 'other' : undefined)
  const name = text.toUpperCase().replace(/^SIG/, '')
  if (/^(RTMIN(\+\d+)?|RTMAX(-\d+)?|IOT|CLD|POLL|UNUSED)$/.test(name)) return 'other'
  return NAMES.find((known) => known === name)
}

const ALIASES: ReadonlyMap<string, number> = new Map([
  ['IOT', 6],
  ['CLD', 17],
  ['POLL', 29],
  ['UNUSED', 31],
])

/** The number of a signal that `parseSignal` knows, as Linux has it on x86 and ARM; real-time signals are 34 to 64. */
export function signalNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const name = text === '' ? 'KILL' : text.toUpperCase().replace(/^SIG/, '')
  const [, end, offset = '0'] = /^RTM(IN|AX)(?:[+-](\d+))?$/.exec(name) ?? []
  if (end !== undefined) return end === 'IN' ? 34 + Number(offset) : 64 - Number(offset)
  return ALIASES.get(name) ?? NAMES.findIndex((known) => known === name) + 1
}
