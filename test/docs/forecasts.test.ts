/** docs/forecasts.md is the table of forecasts, made from the code. UPDATE_DOCS=1 writes it again. */
import { readFileSync, writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { expect, test } from 'vitest'
import { FORECASTS } from '../../src/lint/finding.js'

const row = ([code, { severity, means, instead }]: readonly [
  string,
  (typeof FORECASTS)['gateway-moves'],
]): string => `| \`${code}\` | ${severity} | ${means} | ${instead} |`

const page = (): string => `# Forecasts

\`cnm lint\` says what will go wrong in a compose file before it does. An **error**: bringing it up is refused, or it can never
work. A **warning**: it comes up, and does something else than what is written. A **note**: it works, and a small change
elsewhere breaks it. Each names its line in the file, and what would be right. Errors and warnings make the exit code 1.

\`\`\`sh
cnm lint                                    # the compose file of this folder
cnm lint --lan 192.168.1.0/24               # and the LAN that the host is on
cnm lint --with ../proxy/compose.yaml       # beside another project
cnm lint --format sarif                     # table, json, junit, sarif, github
\`\`\`

| code | severity | what goes wrong | what would be right |
| --- | --- | --- | --- |
${Object.entries(FORECASTS).map(row).join('\n')}

\`gateway-moves\` is a warning for a container that publishes ports. Mistakes within one file (a bad subnet, a static address
outside its subnet or with two replicas, a host port or an address given twice, a container name with replicas) are errors with
the codes of the compose loader.

Not foreseen: what depends on other programs of the host, on firewalls, or on IPv6 pools that run out. Without \`--lan\` nothing
is known of the host's LAN.
`

test('docs/forecasts.md says what the table says', async () => {
  const made = await format(page(), { parser: 'markdown', printWidth: 110 })
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync('docs/forecasts.md', made)
  expect(readFileSync('docs/forecasts.md', 'utf8')).toBe(made)
})
