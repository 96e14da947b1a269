import { defineConfig } from 'vitest/config'

export default defineConfig({
  // examples import the package by its name, as its users do
  resolve: { alias: { 'cnm-sim': new URL('src/index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    // The library has no state outside its values, so test files can share a worker: ten times as fast.
    pool: 'threads',
    isolate: false,
    // Room for properties: fast-check runs a law a hundred times inside one test.
    testTimeout: 20_000,
    reporters: ['default'],
  },
})
