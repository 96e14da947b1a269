/** What can be wrong with a template: a value at the door, an exception between the parts of one parse or execution. */

/** `message` is Go's whole text, from "template: :1: ..." on; docker puts "template parsing error: " or so before it. */
export interface TemplateError {
  readonly kind: 'parse' | 'execute'
  readonly message: string
}

/** Thrown and caught within parseTemplate or executeTemplate only: the text cannot be followed further. */
export class TemplateFailure extends Error {}
