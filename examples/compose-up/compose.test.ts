/** A compose file under test: what may reach what, and what one line of it would change. */
import { readFileSync } from 'node:fs'
import { createLab, type Lab } from 'cnm-sim'
import { composeErrorText, loadCompose, placeOf, placeText, up } from 'cnm-sim/compose'
import { expect, test } from 'vitest'

const text = readFileSync(new URL('compose.yaml', import.meta.url), 'utf8')

/** The shop, as `docker compose up` brings it up. */
function shop(file: string): Lab {
  const loaded = loadCompose({
    read: (path) => (path === 'compose.yaml' ? file : undefined),
    projectName: 'shop',
  })
  if (!loaded.ok) throw new Error(loaded.error.map(composeErrorText).join('\n'))
  expect(loaded.value.mistakes.map(composeErrorText)).toEqual([])
  const lab = createLab()
  lab.client('h1', (engine) => up(engine, loaded.value))
  return lab
}

test('the proxy reaches the shop, and nothing behind it', () => {
  const lab = shop(text)
  expect(lab.http('peer', '192.0.2.11', 8080).verdict).toBe('reachable')
  expect(lab.http('h1/shop-proxy-1', 'shop', 3000).verdict).toBe('reachable')
  expect(lab.http('h1/shop-shop-1', 'database', 5432).verdict).toBe('reachable')
  expect(lab.ping('h1/shop-proxy-1', 'db').verdict).toBe('unreachable')
})

test('one more network for the proxy, and it reaches the database', () => {
  const lab = shop(text.replace('networks: [front]', 'networks: [front, back]'))
  expect(lab.http('h1/shop-proxy-1', 'db', 5432).verdict).toBe('reachable')
})

test('only mail may speak to the outside', () => {
  const lab = shop(text)
  expect(lab.ping('h1/shop-mail-1', '198.51.100.7').verdict).toBe('reachable')
  expect(lab.ping('h1/shop-db-1', '198.51.100.7').verdict).toBe('unreachable')
})

test('every fact knows its line', () => {
  const loaded = loadCompose({
    read: (path) => (path === 'compose.yaml' ? text : undefined),
    projectName: 'shop',
  })
  expect(loaded.ok && placeText(placeOf(loaded.value, ['networks', 'back', 'internal']))).toBe(
    'compose.yaml:24:11',
  )
})
