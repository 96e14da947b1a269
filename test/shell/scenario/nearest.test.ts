import { describe, expect, it } from 'vitest'
import { nearest } from '../../../src/shell/scenario/nearest.js'

describe('nearest', () => {
  it.each([
    ['toru', 'tour'],
    ['recrod', 'record'],
    ['RUN', 'run'],
    ['comparee', 'compare'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, ['tour', 'run', 'record', 'compare'])).toBe(meant)
  })

  it('does not guess wildly', () => {
    expect(nearest('zzzzzz', ['tour', 'run'])).toBeUndefined()
    expect(nearest('x', ['run'])).toBeUndefined()
    expect(nearest('run', [])).toBeUndefined()
  })
})
