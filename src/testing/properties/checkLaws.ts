/** The laws as a property: do they hold in every world that random docker scripts make? */
import fc from 'fast-check'
import type { Env } from '../../cnm/env.js'
import { standardEnv } from '../../standard.js'
import type { Law } from '../laws/law.js'
import { lawProblems, laws as shipped } from '../laws/laws.js'
import type { DockerScript } from '../script/script.js'
import { dockerScript, type ScriptOptions } from './scripts.js'

export interface LawOptions extends fc.Parameters<[DockerScript]> {
  /** The engine to try. Default: the standard drivers. */
  readonly env?: Env
  /** Default: those that are shipped. */
  readonly laws?: readonly Law[]
  readonly script?: ScriptOptions
}

/** A script, played, breaks no law; for `fc.assert`, or to be given parameters of its own. */
export const lawProperty = ({ env = standardEnv(), laws = shipped, script = {} }: LawOptions = {}) =>
  fc.property(dockerScript(script), (played) => {
    const lab = played.play(env)
    // one broken law is enough: a counterexample is shrunk by playing it hundreds of times
    for (const law of laws) {
      const problems = lawProblems(lab, [law])
      if (problems.length > 0) throw new Error(problems.join('\n'))
    }
  })

/**
 * Try the laws on random scripts, and give fast-check's own account: the shortest script that breaks one is
 * `counterexample`, and `seed` with `path` plays it again. Cost of a run: about that of 500 pings.
 */
export const checkLaws = (options: LawOptions = {}): fc.RunDetails<[DockerScript]> =>
  fc.check(lawProperty(options), parametersOf(options))

/** The same, thrown: the message has the script, what it broke, and the seed and path that play it again. */
export const assertLaws = (options: LawOptions = {}): void => {
  fc.assert(lawProperty(options), parametersOf(options))
}

const parametersOf = ({ env: _env, laws: _laws, script: _script, ...parameters }: LawOptions) => parameters
