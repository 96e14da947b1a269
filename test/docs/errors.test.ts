/** docs/errors.md is the table of refusals, made from the code. UPDATE_DOCS=1 writes it again. */
import { readFileSync, writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { expect, test } from 'vitest'
import { describe as describeCnm } from '../../src/cnm/errors.js'
import { engineErrorClass, engineErrorText } from '../../src/engine/errors.js'
import { describeSwarmError } from '../../src/engine/swarm/errors.js'
import { describeServiceError } from '../../src/engine/service/errors.js'
import { composeErrorText } from '../../src/compose/errors.js'
import { composeSamples } from './composeErrorSamples.js'
import { serviceSamples } from './serviceErrorSamples.js'
import { swarmSamples } from './swarmErrorSamples.js'
import { cnmSamples, engineSamples } from './errorSamples.js'

const HTTP = {
  notFound: 404,
  invalidParameter: 400,
  conflict: 409,
  forbidden: 403,
  unavailable: 503,
  notImplemented: 501,
  internal: 500,
} as const

const cell = (text: string): string => `\`${text.trim().replaceAll('\n', ' ⏎ ').replaceAll('|', '\\|')}\``
const row = (code: string, errorClass: keyof typeof HTTP, text: string): string =>
  `| \`${code}\` | ${errorClass} (${String(HTTP[errorClass])}) | ${cell(text)} |`

const page = (): string => `# Errors

A refusal is a value: \`{code, ...}\`, with the class that libnetwork or the daemon gives it (in brackets the status of the
HTTP API), and the text that Docker prints. A refused command leaves the world as it was. This page is made from the tables
in \`src/cnm/errors.ts\`, \`src/engine/errors.ts\`, \`src/engine/swarm/errors.ts\`, \`src/engine/service/errors.ts\` and
\`src/compose/errors.ts\`; the names in the examples stand for yours, ⏎ for a new line.

## Of the model

The \`Controller\` throws them as \`CnmRefusal\`, with the value in \`error\`.

| code | class | text |
| --- | --- | --- |
${Object.values(cnmSamples)
  .map((error) => {
    const { class: errorClass, text } = describeCnm(error)
    return row(error.code, errorClass, text)
  })
  .join('\n')}

## Of the engine

The docker client prints them behind \`Error response from daemon: \`.

| code | class | text |
| --- | --- | --- |
${Object.values(engineSamples)
  .map((error) => row(error.code, engineErrorClass(error), engineErrorText(error)))
  .join('\n')}

## Of swarm

They come as the \`cause\` of an engine's error \`swarm\`; \`rpc\` is what a manager says, with gRPC's name for its class.

| code | class | text |
| --- | --- | --- |
${Object.values(swarmSamples)
  .map((error) => {
    const { class: errorClass, text } = describeSwarmError(error)
    return row(error.code, errorClass, text)
  })
  .join('\n')}

## Of services

They come as the \`cause\` of an engine's error \`service\`.

| code | class | text |
| --- | --- | --- |
${Object.values(serviceSamples)
  .map((error) => {
    const { class: errorClass, text } = describeServiceError(error)
    return row(error.code, errorClass, text)
  })
  .join('\n')}

## Of compose files

Before the engine is asked anything, the entry \`cnm-sim/compose\` gives them with their place (\`file:line:column\`), all
that were found. The engine's own refusals come as \`engine\`.

| code | text |
| --- | --- |
${Object.values(composeSamples)
  .map((error) => `| \`${error.code}\` | ${cell(composeErrorText(error))} |`)
  .join('\n')}
`

test('docs/errors.md says what the tables say', async () => {
  const made = await format(page(), { parser: 'markdown', printWidth: 110 })
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync('docs/errors.md', made)
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(made)
})
