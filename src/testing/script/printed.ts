/** How fast-check asks a value for its text; a registered symbol, so nobody needs the package to answer. */
export const printed = Symbol.for('fast-check/toStringMethod')
