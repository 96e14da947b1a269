import { expect, test } from 'vitest'
import { imageId, imageName, layerId } from '../../src/engine/imageId.js'

test('a name without a tag is the latest, and of the library', () => {
  for (const name of ['alpine', 'alpine:latest', 'library/alpine', 'docker.io/library/alpine:latest'])
    expect(imageName(name)).toBe('alpine:latest')
  expect(imageName('alpine:3.20')).toBe('alpine:3.20')
  expect(imageName('localhost:5000/web')).toBe('localhost:5000/web:latest')
})

test('the same name is the same image, another name another', () => {
  expect(imageId('alpine')).toMatch(/^[0-9a-f]{64}$/)
  expect(imageId('alpine')).toBe(imageId('alpine:latest'))
  expect(imageId('alpine')).not.toBe(imageId('busybox'))
  expect(layerId('alpine')).toBe(layerId('docker.io/library/alpine'))
  expect(layerId('alpine')).not.toBe(imageId('alpine'))
})
