/** Whom a selector means in a world. Cost: O(containers) a selector. */
import { containersOn } from '../../engine/findContainer.js'
import { isUp } from '../../engine/isUp.js'
import { option } from '../../drivers/api.js'
import { findHost } from '../../cnm/lookup.js'
import type { Container } from '../../engine/state.js'
import { readSelector, type Wanted } from '../rules/selector.js'
import type { Selector } from '../rules/rule.js'
import type { Situation } from '../subject.js'
import { containersIn, enginesIn, machineParty, machinesIn, type Party } from './party.js'

/** The labels by which docker compose marks its containers. */
export const SERVICE_LABEL = 'com.docker.compose.service'
export const PROJECT_LABEL = 'com.docker.compose.project'

export interface Selected {
  readonly parties: readonly Party[]
  /** Containers that are meant, but do not run: `h1/db`. */
  readonly down: readonly string[]
  /** Selectors that mean nothing here. */
  readonly unknown: readonly Selector[]
}

/** Everybody whom one of the selectors means, each once. */
export function select(situation: Situation, selectors: readonly Selector[]): Selected {
  const each = selectors.map((selector) => ({ selector, ...meant(situation, readSelector(selector)) }))
  return {
    parties: distinct(each.flatMap(({ parties }) => parties)),
    down: [...new Set(each.flatMap(({ down }) => down))],
    unknown: each
      .filter(({ parties, down }) => parties.length === 0 && down.length === 0)
      .map(({ selector }) => selector),
  }
}

const distinct = (parties: readonly Party[]): readonly Party[] =>
  parties.filter((p, i) => parties.findIndex((q) => q.label === p.label) === i)

/** Whom one selector means. */
type Meant = Omit<Selected, 'unknown'>

/**
 * One selector. A bare word is a container, else a compose service, else a machine: the most common meaning first, and
 * a machine only where nothing else has the name.
 */
function meant(situation: Situation, wanted: Wanted): Meant {
  switch (wanted.by) {
    case 'all':
      return { parties: containersIn(situation), down: [] }
    case 'internet':
      return machines(situation, ({ hasEngine }) => !hasEngine)
    case 'host':
      return machines(situation, ({ id }) => id === wanted.name)
    case 'word': {
      const found = containers(
        situation,
        (c) =>
          (isNamed(c, wanted.name) && isWithin(c.host, wanted.within)) ||
          (labelOf(c, SERVICE_LABEL) === wanted.name && isWithin(labelOf(c, PROJECT_LABEL), wanted.within)),
      )
      const none = found.parties.length === 0 && found.down.length === 0
      return none && wanted.within === null ? machines(situation, ({ id }) => id === wanted.name) : found
    }
    case 'container':
      return containers(situation, (c) => isNamed(c, wanted.name) && isWithin(c.host, wanted.within))
    case 'service':
      return containers(
        situation,
        (c) =>
          labelOf(c, SERVICE_LABEL) === wanted.name && isWithin(labelOf(c, PROJECT_LABEL), wanted.within),
      )
    case 'project':
      return containers(situation, (c) => labelOf(c, PROJECT_LABEL) === wanted.name)
    case 'label':
      return containers(situation, (c) => {
        const value = labelOf(c, wanted.key)
        return wanted.value === null ? value !== undefined : value === wanted.value
      })
    case 'network':
      // one that does not run is on no network
      return {
        parties: containersIn(situation).filter(({ networks }) =>
          networks.some((n) => n.name === wanted.name),
        ),
        down: [],
      }
  }
}

/**
 * By name or whole id, not by the beginning of an id: a rule shall not change its meaning as containers come and go.
 */
const isNamed = ({ name, id }: Container, wanted: string): boolean => name === wanted || id === wanted
const isWithin = (place: string | undefined, within: string | null): boolean =>
  within === null || place === within
const labelOf = ({ config }: Container, key: string): string | undefined => option(config.labels, key)

const machines = (situation: Situation, is: (host: Party['host']) => boolean): Meant => ({
  parties: machinesIn(situation)
    .filter(is)
    .map((host) => machineParty(situation, host)),
  down: [],
})

/** Containers that run, as parties, and those that do not, by name: a rule about the latter proves nothing. */
function containers(situation: Situation, is: (container: Container) => boolean): Meant {
  const found = enginesIn(situation).flatMap(({ id }) => containersOn(situation.world, id).filter(is))
  const ids = new Set(found.map(({ id }) => id))
  return {
    parties: containersIn(situation).filter(({ container }) => container !== null && ids.has(container.id)),
    down: found.filter((c) => !isUp(c)).map(({ host, name }) => `${host}/${name}`),
  }
}

/** A machine or a container by its place: `h1`, `h1/db`. Null when there is none, or it does not run. */
export function partyAt(situation: Situation, place: string): Party | null {
  const host = findHost(situation.world.cnm, place)
  return host
    ? machineParty(situation, host)
    : (containersIn(situation).find((p) => p.label === place) ?? null)
}
