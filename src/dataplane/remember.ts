/** Derived values, kept as long as the immutable value that they were derived from. */

/** A function that computes once for each argument object; what it returned is collected with the argument. */
export function remembered<K extends object, V extends object>(derive: (from: K) => V): (from: K) => V {
  const known = new WeakMap<K, V>()
  return (from) => {
    let value = known.get(from)
    if (value === undefined) {
      value = derive(from)
      known.set(from, value)
    }
    return value
  }
}
