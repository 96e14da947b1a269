/** Writes parts of the syntax tree back as text, for the `<...>` of messages (text/template/parse/node.go String). */
import type { Command, Operand, Statement } from './node.js'
import { goQuote } from './quote.js'

/** A node in Go's own spacing, which need not be the user's. Only the pipeline of an action is written. */
export function nodeText(node: Operand | Command | Statement): string {
  switch (node.kind) {
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    case 'bool':
      return String(node.value)
    case 'number':
    case 'string':
      return node.source
    case 'field':
      return node.names.map((name) => `.${name}`).join('')
    case 'variable':
      return [node.name, ...node.names].join('.')
    case 'function':
      return node.name
    case 'chain':
      return [argumentText(node.base), ...node.names].join('.')
    case 'command':
      return node.operands.map(argumentText).join(' ')
    case 'pipeline': {
      const names = node.variables.join(', ')
      const assignment = names === '' ? '' : `${names} ${node.assigns ? '=' : ':='} `
      return assignment + node.commands.map(nodeText).join(' | ')
    }
    case 'text':
      return node.text
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`
    case 'template':
      return `{{template ${goQuote(node.name)}${node.pipeline === null ? '' : ` ${nodeText(node.pipeline)}`}}}`
    case 'action':
      return `{{${nodeText(node.pipeline)}}}`
    case 'if':
    case 'with':
    case 'range':
      return `{{${node.kind} ${nodeText(node.pipeline)}}}`
  }
}

const argumentText = (operand: Operand) =>
  operand.kind === 'pipeline' ? `(${nodeText(operand)})` : nodeText(operand)
