/** Many commands as one transaction: a compose file, a load of a million endpoints. All of them, or none. */
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import { apply } from './command.js'
import type { Command, Made } from './command.js'
import type { Env } from './env.js'
import type { CnmError } from './errors.js'
import { batched } from './update.js'
import type { World } from './world.js'

/** The refusal of the command at that place, counted from 0. What came before it is undone. */
export interface BatchRefusal {
  readonly at: number
  readonly error: CnmError
}

/**
 * Commands in their order; one may depend on what an earlier one made: it is then a function of all that was made so far.
 * The world after them with what each made, or the first refusal, which leaves nothing behind. The cost is theirs.
 */
export function applyAll(
  env: Env,
  world: World,
  commands: Iterable<Command | ((made: readonly Made[]) => Command)>,
): Result<{ readonly world: World; readonly made: readonly Made[] }, BatchRefusal> {
  const made: Made[] = []
  let refusal: BatchRefusal | undefined
  const next = batched(world, (draft) => {
    let last = draft
    for (const each of commands) {
      const change = apply(env, last, typeof each === 'function' ? each(made) : each)
      if (!change.ok) {
        refusal = { at: made.length, error: change.error }
        break
      }
      made.push(madeBy(change.value))
      last = change.value.world
    }
    return last
  })
  return refusal ? err(refusal) : ok({ world: next, made })
}

const NOTHING: Made = Object.freeze({})

/** What a command made, without the world. A command makes one thing at most. */
function madeBy({ endpoint, sandbox, network, host }: Made): Made {
  if (endpoint !== undefined) return { endpoint }
  if (sandbox !== undefined) return { sandbox }
  if (network !== undefined) return { network }
  return host === undefined ? NOTHING : { host }
}
