/** `cnm shell`: a prompt on a laboratory, with history and completion; from a pipe it takes one line after the other. */
import { createInterface } from 'node:readline'
import { createLab } from '../../shell/lab/lab.js'
import { MAX_HOSTS } from '../../shell/scenario/parseScenario.js'
import { complete } from '../prompt/complete.js'
import { Session } from '../prompt/session.js'
import { composeHere } from '../composeFor.js'
import type { Command } from '../io.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * Ends with `exit`, with the end of the input, or with Ctrl-C. From a pipe there is no greeting and no prompt, so
 * that its output can be compared; readline is then only a splitter of lines. Exit 0 always: mistakes are answered,
 * and are no failure of the session.
 */
export const shell: Command = {
  use: '',
  short:
    'A prompt that takes docker command lines, ping, http, dns, state, rules, matrix, resolve and explain',
  flags: [{ name: 'hosts', value: 'N', short: `how many Docker hosts, 1 to ${MAX_HOSTS} (default 1)` }],
  run: async ({ flags, operands }, io) => {
    if (operands.length > 0)
      return wronglyAsked(io, 'shell', `it takes no words, and got '${operands.join(' ')}'`)
    const hosts = Number(flags.get('hosts') ?? 1)
    if (!Number.isInteger(hosts) || hosts < 1 || hosts > MAX_HOSTS)
      return wronglyAsked(
        io,
        'shell',
        `--hosts is a number from 1 to ${MAX_HOSTS}, not '${flags.get('hosts') ?? ''}'`,
      )
    const session = new Session(createLab({ hosts, terminal: true, compose: composeHere(io) }), hosts)
    if (io.terminal) io.out("Docker networking on h1, simulated. 'help' says what can be typed.\n")
    const lines = createInterface({
      input: io.input,
      ...(io.terminal ? { output: io.output, prompt: 'cnm> ' } : {}),
      terminal: io.terminal,
      completer: (line: string) => complete(session.lab.world, line),
    })
    if (io.terminal) lines.prompt()
    for await (const line of lines) {
      const { text, end } = session.answer(line)
      io.out(text)
      if (end) break
      if (io.terminal) lines.prompt()
    }
    lines.close()
    return 0
  },
}
