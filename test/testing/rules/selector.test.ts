import { expect, test } from 'vitest'
import { readSelector } from '../../../src/testing/rules/selector.js'

test.each([
  ['*', { by: 'all' }],
  ['internet', { by: 'internet' }],
  ['db', { by: 'word', name: 'db', within: null }],
  ['h1/db', { by: 'word', name: 'db', within: 'h1' }],
  ['service:shop/db', { by: 'service', name: 'db', within: 'shop' }],
  ['container:db', { by: 'container', name: 'db', within: null }],
  ['network:back', { by: 'network', name: 'back' }],
  ['project:shop', { by: 'project', name: 'shop' }],
  ['host:h1', { by: 'host', name: 'h1' }],
  ['label:tier=data=x', { by: 'label', key: 'tier', value: 'data=x' }],
  ['label:tier', { by: 'label', key: 'tier', value: null }],
  ['nonsense:x', { by: 'word', name: 'nonsense:x', within: null }],
])('%s', (text, wanted) => expect(readSelector(text)).toEqual(wanted))
