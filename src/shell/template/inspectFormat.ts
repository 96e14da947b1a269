/** The templates of `docker inspect -f` and its kin: typed first, then raw (docker/cli cli/command/inspect/inspector.go). */
import { ok, type Result } from '../../addr/result.js'
import type { TemplateError } from './error.js'
import { executeTemplate } from './execute.js'
import { parseTemplate } from './parse.js'
import { rawValue } from './rawValue.js'
import type { TemplateValue } from './value.js'

/** Whether the client keeps the engine's own answer to try a template on, too; of services and nodes it does not. */
export type Documents = 'raw' | 'typed'

/**
 * One text or execute error per object, in order; no text has a newline at its end. The outer error is a parse error.
 * `format` is neither '' nor 'json', which are no templates. Docker prints "template parsing error: " before either
 * message, and exits with 64 after a parse error, having asked for no object, and with 1 after an execute error.
 */
export function inspectFormat(
  format: string,
  objects: readonly TemplateValue[],
  documents: Documents = 'raw',
): Result<readonly Result<string, TemplateError>[], TemplateError> {
  const template = parseTemplate(format)
  if (!template.ok) return template
  // The client sets missingkey=error on its one template when an object first needs its raw document; from then on a
  // missing key is an error for typed objects too.
  let strict = false
  return ok(
    objects.map((object) => {
      const typed = executeTemplate(template.value, object, { strict })
      if (typed.ok || documents === 'typed') return typed
      strict = true
      return executeTemplate(template.value, rawValue(object), { raw: true })
    }),
  )
}
