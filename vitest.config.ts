import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The library has no state outside its values, so test files can share a worker: ten times as fast.
    pool: 'threads',
    isolate: false,
    // Room for properties: fast-check runs a law a hundred times inside one test.
    testTimeout: 20_000,
    reporters: ['default'],
  },
})
