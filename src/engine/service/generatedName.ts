/** A name for a service that has none, as engines name containers. */
import { nameFrom } from '../containerName.js'
import type { Services } from './state.js'

/** The id itself where all names are taken. */
export const generatedServiceName = ({ services }: Services, id: string): string =>
  nameFrom(seedOf(id), (name) => services.some(({ spec }) => spec.name === name)) ?? id

/** Swarm's ids are in base 36. */
const seedOf = (id: string): number => Number.parseInt(id.slice(0, 6), 36)
