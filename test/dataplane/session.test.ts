// Connection tracking as a value: which packet belongs to which flow, and how it is translated back.
import { expect, test } from 'vitest'
import { inverse, replyTo, tupleOf } from '../../src/dataplane/packet.js'
import { restoreDestination, restoreSource, sessionOf, type Session } from '../../src/dataplane/session.js'
import { packet } from './plane.js'

// 10.0.0.2 asked 192.0.2.1; it left as 192.0.2.11 and arrived at 172.17.0.2
const request = packet('10.0.0.2', '192.0.2.1')
const arrived = packet('192.0.2.11', '172.17.0.2')
const session: Session = { namespace: 'h', original: tupleOf(request), reply: inverse(arrived) }

test('the answer belongs to the flow, in the namespace that saw it', () => {
  expect(sessionOf([session], 'h', replyTo(arrived))).toBe(session)
  expect(sessionOf([session], 'elsewhere', replyTo(arrived))).toBeUndefined()
  expect(sessionOf([session], 'h', arrived)).toBeUndefined()
})

test('an ICMP error belongs to the flow of the packet that it is about', () => {
  const error = { ...replyTo(arrived), role: 'error', about: arrived } as const
  expect(sessionOf([session], 'h', error)).toBe(session)
})

test('both ends are restored', () => {
  const answer = replyTo(arrived)
  expect(restoreDestination(answer, session).dst).toBe('10.0.0.2')
  expect(restoreSource(answer, session).src).toBe('192.0.2.1')
})
