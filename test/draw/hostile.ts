// Texts that try to become syntax, markup or a directive of one of the languages.
import fc from 'fast-check'

export const hostileTexts = [
  '"] --> evil["',
  'a\nend\nsubgraph x',
  '%%{init: {"theme":"dark"}}%%',
  '%% comment',
  '---\ntitle: x\n---',
  '<script>alert(1)</script>',
  '</text><image href="http://example.invalid/x.png"/>',
  '&lt;b&gt; &amp;amp; &#60;',
  '#quot; #35;',
  'style:#1;x',
  'classDef a:#b;c',
  '`**markdown**`',
  '\\N \\G \\l \\" \\',
  '"; evil -> b; "',
  'click n1 call evil()',
  'n1@{ shape: cloud }',
  '__proto__',
  'constructor',
  '\u202eevil\u202c',
  '\ud800',
  '\u0000\u0007\u001b[31m',
  ']]>',
  '$$x^2$$',
  'javascript:alert(1)',
] as const

/** Any text at all, the hostile ones often. */
export const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.tuple(fc.constantFrom(...hostileTexts), fc.constantFrom(...hostileTexts)).map((two) => two.join(' ')),
)
