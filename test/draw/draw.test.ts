import { expect, test } from 'vitest'
import { drawConversation, drawFormats, drawWorld } from '../../src/draw/draw.js'
import type { DockerWorld } from '../../src/index.js'
import { hostileTexts } from './hostile.js'
import { shop } from './shop.js'
import { readXml } from './xml.js'

test.each(drawFormats)(
  '%s: equal worlds, and a world that went through JSON, are drawn equally',
  (format) => {
    const [one, other] = [shop(), shop()]
    const drawn = drawWorld(one.world, format)
    expect(drawWorld(other.world, format)).toBe(drawn)
    const copy: DockerWorld = JSON.parse(JSON.stringify(one.world))
    expect(drawWorld(copy, format)).toBe(drawn)
  },
)

test.each(drawFormats)('%s: the drawing says who is on which network, and which ports are open', (format) => {
  const drawn = drawWorld(shop().world, format)
  for (const text of ['front', 'back', '172.18.0.0/16', 'internal: no way out', '172.19.0.2'])
    expect(drawn).toContain(text)
  expect(drawn).toContain('8081-8083 → 80/tcp')
  expect(drawn).toContain('127.0.0.1:9443 → 443/tcp')
  // web-1 to web-3 are drawn once
  expect(drawn.match(/web-1/g)).toHaveLength(format === 'svg' ? 2 : 1)
})

test('an SVG stands alone: no script, style sheet, link, reference or id', () => {
  const lab = shop()
  const { conversation } = lab.http('h1/api', 'db', 5432)
  for (const drawn of [drawWorld(lab.world, 'svg'), drawConversation(conversation!, 'svg')]) {
    const { names, attributes } = readXml(drawn)
    expect(new Set(names)).toEqual(
      new Set(
        ['svg', 'title', 'rect', 'text', 'line', 'polygon', 'g'].filter((name) => names.includes(name)),
      ),
    )
    for (const each of attributes)
      for (const [name, value] of Object.entries(each)) {
        expect(name).not.toMatch(/^(id|style|class|on.*|.*href)$/)
        if (name !== 'xmlns') expect(value).not.toMatch(/url|:\/\//)
      }
  }
})

test('a way that is barred ends in red, at the rule that barred it', () => {
  const lab = shop()
  const report = lab.http('h1/web-1', '172.19.0.3', 5432)
  for (const format of drawFormats) {
    const drawn = drawConversation(report.conversation!, format)
    // the fill of what is bad, or its class
    expect(drawn).toMatch(format === 'mermaid' ? /:::bad/ : /#ffebe9/)
    expect(drawn.replace(/<[^>]*>|\u{a0}|\s/gu, '')).toContain('networkbackisinternal')
  }
})

test('names of networks that try to be syntax are drawn as they are', () => {
  const lab = shop()
  const allowed = hostileTexts.filter((text) => !/[\n\0]/.test(text))
  for (const [i, name] of allowed.entries())
    lab.docker('h1', `network create --subnet 10.${i}.0.0/24 '${name.replaceAll("'", '')}'`)
  const { names, texts } = readXml(drawWorld(lab.world, 'svg'))
  expect(names).not.toContain('script')
  expect(names).not.toContain('image')
  expect(texts).toContain('<script>alert(1)</script>')
})
