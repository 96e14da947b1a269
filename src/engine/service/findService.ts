/** A service as users name it: full id, name, then the start of an id (moby v28.5.2 daemon/cluster/helpers.go getService). */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import type { ServiceError } from './errors.js'
import type { Service, Services } from './state.js'

/**
 * Errors: there is none (notFound), or several ids begin so (internal). Names are unique in a swarm. O(services).
 */
export function findService({ services }: Services, term: string): Result<Service, ServiceError> {
  const exact = services.find(({ id }) => id === term) ?? services.find(({ spec }) => spec.name === term)
  if (exact) return ok(exact)
  const started = term === '' ? [] : services.filter(({ id }) => id.startsWith(term))
  const [only] = started
  if (only && started.length === 1) return ok(only)
  return err(
    started.length > 1
      ? { code: 'service-ambiguous', term, count: started.length }
      : { code: 'service-not-found', term },
  )
}
