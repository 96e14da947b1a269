/** One record of Go's encoding/csv, which flags use for comma-separated values. Does not model several lines. */
import { err, ok, type Result } from '../../../addr/result.js'
import { utf8Encode } from '../../template/utf8.js'

/** The fields of the first line; errors are encoding/csv's texts, columns counting UTF-8 bytes from 1. */
export function csvRecord(line: string): Result<readonly string[], string> {
  if (line === '') return err('EOF')
  const fields: string[] = []
  for (let at = 0; ;) {
    // a bare field goes to the next comma, and must not hold a quotation mark
    if (line.charAt(at) !== '"') {
      const comma = line.indexOf(',', at)
      const end = comma < 0 ? line.length : comma
      const quote = line.slice(at, end).indexOf('"')
      if (quote >= 0) return err(`${position(line, at + quote)}: bare " in non-quoted-field`)
      fields.push(line.slice(at, end))
      if (comma < 0) return ok(fields)
      at = comma + 1
      continue
    }
    // a quoted one goes to the quotation mark that is not doubled
    const [whole = '', inside] = /^"((?:[^"]|"")*)"/.exec(line.slice(at)) ?? []
    const end = at + whole.length
    const closed = inside !== undefined && (end === line.length || line.charAt(end) === ',')
    if (!closed) {
      const wrong = inside === undefined ? line.length : end - 1
      return err(`${position(line, wrong)}: extraneous or missing " in quoted-field`)
    }
    fields.push(inside.replaceAll('""', '"'))
    if (end === line.length) return ok(fields)
    at = end + 1
  }
}

const position = (line: string, index: number) =>
  `parse error on line 1, column ${utf8Encode(line.slice(0, index)).length + 1}`
