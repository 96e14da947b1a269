import { expect, test } from 'vitest'
import { drawWorld } from '../../../src/draw/draw.js'
import { createLab } from '../../../src/index.js'
import { shop } from '../shop.js'
import { readXml } from '../xml.js'

/** Of every text: what it says, and where it begins and ends, by the same measure as the drawing goes by. */
function textsOf(source: string) {
  const { names, texts, attributes } = readXml(source)
  return names.flatMap((name, i) => {
    if (name !== 'text') return []
    const { x, y, 'text-anchor': anchor } = attributes[i]!
    const width = Array.from(texts[i]!).length * 12 * 0.605
    const left = Number(x) - (anchor === 'middle' ? width / 2 : 0)
    return [{ text: texts[i]!, left, right: left + width, y: Number(y) }]
  })
}

const crowded = (): string => {
  const lab = shop()
  for (let i = 0; i < 8; i++) {
    lab.docker('h1', `network create net-with-a-long-name-${i}`)
    lab.docker('h1', `run -d --name box-${i} --network net-with-a-long-name-${i} --expose ${i + 1} img${i}`)
    lab.docker('h1', `network connect front box-${i}`)
    lab.docker('h1', `network connect back box-${i}`)
  }
  return drawWorld(lab.world, 'svg')
}

test.each([
  ['a shop', drawWorld(shop().world, 'svg')],
  ['a crowd', crowded()],
  ['nobody', drawWorld(createLab().world, 'svg')],
])('%s: every text is inside the drawing, and none covers another', (_, source) => {
  const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(source) ?? []
  const texts = textsOf(source)
  for (const each of texts) {
    expect(each.left, each.text).toBeGreaterThanOrEqual(0)
    expect(each.right, each.text).toBeLessThanOrEqual(Number(width))
    expect(each.y, each.text).toBeLessThanOrEqual(Number(height))
  }
  for (const [i, a] of texts.entries())
    for (const b of texts.slice(i + 1))
      expect(
        Math.abs(a.y - b.y) < 12 && a.left < b.right - 1 && b.left < a.right - 1,
        `'${a.text}' and '${b.text}' at ${a.y}`,
      ).toBe(false)
})

test('every address stands in the column of its network', () => {
  const texts = textsOf(drawWorld(shop().world, 'svg'))
  const column = (name: string): number => {
    const { left, right } = texts.find(({ text }) => text === name)!
    return (left + right) / 2
  }
  const middle = (text: string): number => column(text)
  expect(middle('172.19.0.2')).toBeCloseTo(column('back'), 5)
  expect(middle('172.18.0.5')).toBeCloseTo(column('front'), 5)
})
