/** How many arguments a command takes, and what the client says to another number (docker/cli cli/required.go). */

/** As its validators: NoArgs, ExactArgs, RequiresMinArgs, RequiresRangeArgs. */
export type Arity =
  | { readonly kind: 'none' }
  | { readonly kind: 'exact'; readonly count: number }
  | { readonly kind: 'min'; readonly count: number }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }

/** Any argument is one too many. */
export const NONE: Arity = { kind: 'none' }
export const exactly = (count: number): Arity => ({ kind: 'exact', count })
export const atLeast = (count: number): Arity => ({ kind: 'min', count })
/** Both ends count. */
export const between = (min: number, max: number): Arity => ({ kind: 'range', min, max })

/** The error, or undefined. `path` is `docker network create`, `useLine` the same with its argument names. */
export function arityError(arity: Arity, count: number, path: string, useLine: string): string | undefined {
  const says = (what: string, verb = 'Run') =>
    `docker: '${path}' ${what}\n\nUsage:  ${useLine}\n\n${verb} '${path} --help' for more information`
  switch (arity.kind) {
    case 'none':
      return count === 0 ? undefined : says('accepts no arguments')
    case 'exact':
      return count === arity.count ? undefined : says(`requires ${counted(arity.count)}`)
    case 'min':
      return count >= arity.count ? undefined : says(`requires at least ${counted(arity.count)}`, 'See')
    case 'range':
      return count >= arity.min && count <= arity.max
        ? undefined
        : says(`requires at least ${arity.min} and at most ${counted(arity.max)}`)
  }
}

/** Only one is singular; "0 arguments" never comes up. */
const counted = (count: number) => `${count} argument${count === 1 ? '' : 's'}`
