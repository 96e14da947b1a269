// What a real file system refuses is a reason, not an exception.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { nodeIo } from '../../src/cli/nodeIo.js'

const folder = mkdtempSync(join(tmpdir(), 'cnm-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('writes, reads and lists', () => {
  expect(nodeIo.makeFolder(join(folder, 'a/b'))).toBeNull()
  expect(nodeIo.makeFolder(join(folder, 'a/b'))).toBeNull()
  expect(nodeIo.write(join(folder, 'a/b/x.json'), '{}')).toBeNull()
  expect(nodeIo.list(join(folder, 'a/b'))).toEqual(['x.json'])
  expect(nodeIo.read(join(folder, 'a/b/x.json'))).toEqual({ ok: true, value: '{}' })
})

it('says why not', () => {
  const file = join(folder, 'file')
  nodeIo.write(file, '')
  expect(nodeIo.makeFolder(file)).toBe('there is a file of that name')
  expect(nodeIo.makeFolder(join(file, 'below'))).toBe('a part of the path is no folder')
  expect(nodeIo.write(folder, '')).toBe('this is a folder')
  expect(nodeIo.write(join(folder, 'none/x'), '')).toBe('there is no such file')
  expect(nodeIo.read(join(folder, 'x'.repeat(5000)))).toEqual({ ok: false, error: 'the name is too long' })
  expect(nodeIo.read(`${folder}/\0`).ok).toBe(false)
  expect(nodeIo.list(join(folder, 'none'))).toBeUndefined()
})
