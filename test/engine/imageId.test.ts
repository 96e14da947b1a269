import { expect, test } from 'vitest'
import { imageId, imageName, layerId } from '../../src/engine/imageId.js'

test('a name without a tag is the latest, and of the library', () => {
  for (const name of ['alpine', 'alpine:latest', 'library/alpine', 'docker.io/library/alpine:latest'])
    expect(imageName(name)).toBe('alpine:latest')
  expect(imageName('alpine:3.20')).toBe('alpine:3.20')
  expect(imageName('localhost:5000/web')).toBe('localhost:5000/web:latest')
})

const [here, there] = [{ index: 0 }, { index: 1 }]

test('on one host the same name is the same image, another name another', () => {
  expect(imageId('alpine', here)).toMatch(/^[0-9a-f]{64}$/)
  expect(imageId('alpine', here)).toBe(imageId('alpine:latest', here))
  expect(imageId('alpine', here)).not.toBe(imageId('busybox', here))
  expect(layerId('alpine', here)).toBe(layerId('docker.io/library/alpine', here))
  expect(layerId('alpine', here)).not.toBe(imageId('alpine', here))
})

test('each host has made its own', () => {
  expect(imageId('alpine', here)).not.toBe(imageId('alpine', there))
  expect(layerId('alpine', here)).not.toBe(layerId('alpine', there))
})
