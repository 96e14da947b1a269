/**
 * What `docker compose config` takes and a real engine then refuses, or what can never work: found before anything runs. Each
 * is checked where the project is loaded; `up` lets the engine speak for itself.
 */
import type { ComposeError } from '../errors.js'
import type { Project } from './project.js'

export const mistakesOf = (_: Project): readonly ComposeError[] => []
