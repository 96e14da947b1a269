/** Small shapes that every verb uses: refuse, or hand on what the model said. */
import type { Open } from '../addr/open.js'
import { err, ok } from '../addr/result.js'
import type { Result } from '../addr/result.js'
import type { CnmError } from '../cnm/errors.js'
import { stepped } from '../cnm/update.js'
import type { World } from '../cnm/world.js'
import { frozen } from '../store/frozen.js'
import { withoutRecord, withRecord } from '../store/table.js'
import type { EngineError } from './errors.js'
import { containerFiling } from './state.js'
import type { Container, ContainerId, DockerWorld, Refusal } from './state.js'

/**
 * A refusal that leaves nothing behind, so that the caller keeps its very state (`===`), or one that leaves `after`
 * (docs/adr/0003): the command failed, and the world is another one all the same.
 */
export const refuse = (error: EngineError, after?: DockerWorld): Result<never, Refusal> =>
  err(after ? { error, after } : { error })

/** The model's refusal as the engine's. Its text and class stay the model's, which are libnetwork's. */
export const fromModel = (cause: CnmError): EngineError => ({ code: 'cnm', cause })

/**
 * A model change lifted into the engine's state, with all else that the model said in `value`; or the model's error
 * as the engine's. This is the seam between the two states: see docs/adr/0001.
 */
export function lifted<T extends { readonly world: World }>(
  state: DockerWorld,
  change: Result<T, CnmError>,
): Result<{ readonly state: DockerWorld; readonly value: T }, EngineError> {
  if (!change.ok) return err(fromModel(change.error))
  return ok({ state: withModel(state, change.value.world), value: change.value })
}

/**
 * The same containers over another model's world. Endpoints and sandboxes are named by id, so nothing needs to
 * follow.
 */
export const withModel = (state: DockerWorld, cnm: World): DockerWorld => withParts(state, { cnm })

/**
 * The state with other parts, frozen; the very same state where they are what it has. Field by field, since a `docker run`
 * makes twenty states, and an immer draft of these five fields takes ten times as long.
 */
export function withParts(state: DockerWorld, parts: Partial<DockerWorld>): DockerWorld {
  const {
    cnm = state.cnm,
    containers = state.containers,
    swarms = state.swarms,
    passed = state.passed,
    events = state.events,
  } = parts
  const isSame =
    cnm === state.cnm &&
    containers === state.containers &&
    swarms === state.swarms &&
    passed === state.passed &&
    events === state.events
  return isSame ? state : frozen({ cnm, containers, swarms, passed, events })
}

/**
 * A copy to fill in, field by field: see cnm/copies.ts for why it is not spread. A field that is missing here does not compile.
 */
export function copyOfContainer(container: Container): Open<Container> {
  const copy: Open<Container> = {
    id: container.id,
    host: container.host,
    name: container.name,
    createdAt: container.createdAt,
    config: container.config,
    hostConfig: container.hostConfig,
    links: container.links,
    said: container.said,
    status: container.status,
    exitCode: container.exitCode,
    error: container.error,
    startedAt: container.startedAt,
    finishedAt: container.finishedAt,
    attachments: container.attachments,
    sandbox: container.sandbox,
    sharedWith: container.sharedWith,
  }
  if (container.printed !== undefined) copy.printed = container.printed
  return copy
}

/** Put a container in its place, new or changed. O(log32 containers). */
export const withContainer = (state: DockerWorld, container: Container): DockerWorld =>
  withParts(state, { containers: withRecord(state.containers, containerFiling, container) })

/** Without that container; the very same table where there is none. O(log32 containers). */
export const withoutContainer = (state: DockerWorld, id: ContainerId): DockerWorld =>
  withParts(state, { containers: withoutRecord(state.containers, containerFiling, id) })

/** One step (a second) later: for changes that the model does not see, so that it does not count them itself. */
export const ticked = (state: DockerWorld): DockerWorld => withModel(state, stepped(state.cnm, {}))
