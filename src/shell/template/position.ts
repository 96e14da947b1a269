/** Where something is in a template, as Go's messages say it. */
import { utf8Length } from './utf8.js'

/** The line, from 1. */
export const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length

/** The byte in its line, from 0: `line:byte` is what Go calls the location. */
export const byteAt = (source: string, at: number): number =>
  utf8Length(source.slice(source.lastIndexOf('\n', at - 1) + 1, at))
