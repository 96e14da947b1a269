/** The formats that `check` and `lint` write in. */
import type { Result } from '../../addr/result.js'
import { formatAmong } from '../formatted.js'
import type { Asked, Flag } from '../io.js'
import { githubReport } from './github.js'
import type { CodeTexts, Report } from './item.js'
import { jsonReport } from './json.js'
import { junitReport } from './junit.js'
import { sarifReport } from './sarif.js'
import { tableReport } from './table.js'

const FORMATS = ['table', 'json', 'junit', 'sarif', 'github'] as const
/** `table` for people, `json` for programs, the others for CI servers and code hosts. */
export type ReportFormat = (typeof FORMATS)[number]

/** The flag that `check` and `lint` have. */
export const reportFlag: Flag = {
  name: 'format',
  value: 'FORMAT',
  short: `${FORMATS.slice(0, -1).join(', ')} or ${FORMATS.at(-1) ?? ''} (default table)`,
}

/** The format asked for. Error: one sentence. */
export const reportFormatOf = (asked: Asked): Result<ReportFormat, string> => formatAmong(asked, FORMATS)

/**
 * The report in a format, ending with a newline. `codes` is for SARIF, which lists the kinds of findings beside
 * them.
 */
export function written(report: Report, format: ReportFormat, codes: CodeTexts): string {
  switch (format) {
    case 'table':
      return tableReport(report)
    case 'json':
      return jsonReport(report)
    case 'junit':
      return junitReport(report)
    case 'sarif':
      return sarifReport(report, codes)
    case 'github':
      return githubReport(report)
  }
}
