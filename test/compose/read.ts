/** Files in memory, and a project of them. */
import { expect } from 'vitest'
import { composeErrorText, loadCompose, type ComposeInput, type Project } from '../../src/compose/compose.js'

export const readOf =
  (files: Readonly<Record<string, string>>) =>
  (path: string): string | undefined =>
    Object.hasOwn(files, path) ? files[path] : undefined

type Input = Omit<ComposeInput, 'read'>

/** The project of one `compose.yaml` in a folder called `shop`, or of several files. */
export function projectOf(files: string | Readonly<Record<string, string>>, input: Input = {}): Project {
  const loaded = load(files, input)
  if (!loaded.ok) expect.fail(loaded.error.map(composeErrorText).join('\n'))
  return loaded.value
}

/** What is wrong with them, as it is told. */
export function errorsOf(
  files: string | Readonly<Record<string, string>>,
  input: Input = {},
): readonly string[] {
  const loaded = load(files, input)
  return loaded.ok ? [] : loaded.error.map(composeErrorText)
}

const load = (files: string | Readonly<Record<string, string>>, input: Input) =>
  loadCompose({
    read: readOf(typeof files === 'string' ? { 'compose.yaml': files } : files),
    here: '/home/me/shop',
    ...input,
  })
