/** The help of `--format`, which many commands share (docker/cli cli/flags/...). Lines of a flagTable. */

const rules = `  | 'json':             Print in JSON format
  | 'TEMPLATE':         Print output using the given Go template.
  | Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`

/** Of the commands that print a table. */
export const FORMAT_HELP = `Format output using a custom template:
  | 'table':            Print output in table format with column headers (default)
  | 'table TEMPLATE':   Print output in table format using the given Go template
${rules}`

/** Of the commands that print objects. */
export const INSPECT_FORMAT_HELP = `Format output using a custom template:
${rules}`
