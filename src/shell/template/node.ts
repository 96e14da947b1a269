/** The syntax tree of a template: statements of text, actions and control, and the templates that it defines by name. */

/** `at` is a position in the template's text in UTF-16 units; messages count bytes (see position.ts). */
interface At {
  readonly at: number
}

/** A number has to serve where Go wants an int or a float; `int` is absent where the literal is none. */
export interface NumberNode extends At {
  readonly kind: 'number'
  readonly source: string
  readonly value: number
  readonly isInt: boolean
  /** An unsigned number that fits no int64: every use of it is an error. */
  readonly overflows: boolean
}

/** What can stand where a value is wanted. Names are without their dots. */
export type Operand =
  | (At & { readonly kind: 'dot' })
  | (At & { readonly kind: 'nil' })
  | (At & { readonly kind: 'bool'; readonly value: boolean })
  | NumberNode
  | (At & { readonly kind: 'string'; readonly source: string; readonly value: string })
  | (At & { readonly kind: 'field'; readonly names: readonly string[] })
  | (At & { readonly kind: 'variable'; readonly name: string; readonly names: readonly string[] })
  | (At & { readonly kind: 'function'; readonly name: string })
  | (At & { readonly kind: 'chain'; readonly base: Operand; readonly names: readonly string[] })
  | Pipeline

/** A function or field with its arguments, separated by spaces. */
export interface Command extends At {
  readonly kind: 'command'
  readonly operands: readonly Operand[]
}

/** `$x := a | b | c`; `assigns` says `=` instead of `:=`. */
export interface Pipeline extends At {
  readonly kind: 'pipeline'
  readonly assigns: boolean
  readonly variables: readonly string[]
  readonly commands: readonly Command[]
}

/** The three that have a body and perhaps an {{else}}. */
export interface Branch extends At {
  readonly kind: 'if' | 'with' | 'range'
  readonly pipeline: Pipeline
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
}

/** What a template is a list of. */
/** `{{template "NAME" pipeline}}`, and the place where a `{{block}}` stands; without a pipeline the dot is nothing. */
export interface Use extends At {
  readonly kind: 'template'
  readonly name: string
  readonly pipeline: Pipeline | null
}

export type Statement =
  | (At & { readonly kind: 'text'; readonly text: string })
  | (At & { readonly kind: 'action'; readonly pipeline: Pipeline })
  | (At & { readonly kind: 'break' | 'continue' })
  | Use
  | Branch

/** A parsed template. `source` is kept for the positions in messages. */
export interface Template {
  readonly source: string
  readonly statements: readonly Statement[]
  /** By the names that `{{define}}` and `{{block}}` give. */
  readonly defined: ReadonlyMap<string, readonly Statement[]>
}
