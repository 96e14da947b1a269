/**
 * What the managers want: which tasks a service needs, which of them stop, and which replace others (swarmkit
 * manager/orchestrator: replicated, global, jobs, update, restart). Pure: it changes wishes and adds tasks, and starts or stops
 * nothing.
 */
import { fillJob } from './jobs.js'
import type { Moment } from './moment.js'
import { replaceLost } from './restart.js'
import { rollOut } from './rollout.js'
import { fillNodes, fillSlots, rejectMisplaced } from './slots.js'
import type { Service, Services } from './state.js'

/** One round over all services; the same value when there is nothing to want. O(services x tasks). */
export const orchestrate = (all: Services, moment: Moment): Services =>
  all.services.reduce((next, service) => settleService(next, service, moment), all)

// lost tasks first, so that counting finds their successors; updates last, so that they find all
function settleService(all: Services, service: Service, moment: Moment): Services {
  const { mode } = service.spec
  const replaced = replaceLost(rejectMisplaced(all, service, moment), service, moment)
  switch (mode.kind) {
    case 'replicated':
      return rollOut(fillSlots(replaced, service, mode.replicas, moment), service, moment)
    case 'global':
      return rollOut(fillNodes(replaced, service, moment), service, moment)
    case 'replicated-job':
    case 'global-job':
      return fillJob(replaced, service, mode, moment)
  }
}
