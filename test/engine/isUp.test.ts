import { expect, test } from 'vitest'
import { isUp } from '../../src/engine/isUp.js'

test('paused is up, created and exited are not', () => {
  const states = ['created', 'running', 'paused', 'exited'] as const
  expect(states.filter((status) => isUp({ status }))).toEqual(['running', 'paused'])
})
