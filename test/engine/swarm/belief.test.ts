import { describe, expect, it } from 'vitest'
import { believe, believed, dueOf } from '../../../src/engine/swarm/belief.js'

const patience = { lose: 7, gain: 3 }

describe('what is believed after a while', () => {
  it('stays the very same value while nothing changes', () => {
    expect(believe(believed, true, 5, patience)).toBe(believed)
  })

  it('is given up when the change has lasted, and not before', () => {
    const doubted = believe(believed, false, 10, patience)
    expect(doubted).toEqual({ holds: true, since: 10 })
    expect(dueOf(doubted, patience)).toBe(17)
    expect(believe(doubted, false, 16, patience)).toBe(doubted)
    expect(believe(doubted, false, 17, patience)).toEqual({ holds: false, since: null })
  })

  it('forgets a change that did not last', () => {
    const doubted = believe(believed, false, 10, patience)
    expect(believe(doubted, true, 12, patience)).toEqual(believed)
  })

  it('comes back in its own time', () => {
    const lost = { holds: false, since: null }
    const hopeful = believe(lost, true, 20, patience)
    expect(dueOf(hopeful, patience)).toBe(23)
    expect(believe(hopeful, true, 23, patience)).toEqual(believed)
  })
})
