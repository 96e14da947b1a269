import { expect, it } from 'vitest'
import { imageNameError } from '../../../../src/shell/args/checks/imageName.js'

const sum = 'a'.repeat(64)

// distribution/reference reference_test.go and normalize_test.go
it.each([
  'alpine',
  'alpine:3.20',
  'library/alpine',
  'localhost:5000/a/b:tag',
  'LOCALHOST/a',
  '[2001:db8::1]:5000/repo',
  `alpine@sha256:${sum}`,
  `alpine:1@sha256:${sum}`,
  sum,
  `sha256:${sum}`,
  'a__b.c-d/e--f',
])('takes %s', (image) => {
  expect(imageNameError(image)).toBeUndefined()
})

it.each([
  ['Alpine', 'invalid reference format: repository name (library/Alpine) must be lowercase'],
  ['a:', 'invalid reference format'],
  ['-a', 'invalid reference format'],
  [`sha256:${sum.slice(1)}@`, 'invalid reference format'],
  ['a/'.repeat(128) + 'a', 'repository name must not be more than 255 characters'],
])('refuses %s', (image, error) => {
  expect(imageNameError(image)).toBe(error)
})
