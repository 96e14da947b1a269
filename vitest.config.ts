import { defineConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }

/** Examples import the package by its entries' names, as its users do, and get the sources. */
const entries = Object.entries(manifest.exports).map(([name, { default: file }]) => ({
  find: new RegExp(`^${manifest.name}${name.slice(1)}$`),
  replacement: new URL(file.replace('./dist/', './src/').replace(/\.js$/, '.ts'), import.meta.url).pathname,
}))

export default defineConfig({
  resolve: { alias: entries },
  test: {
    setupFiles: ['test/seed.ts'],
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    // The library has no state outside its values, so test files can share a worker: ten times as fast.
    pool: 'threads',
    isolate: false,
    // Room for properties: fast-check runs a law a hundred times inside one test.
    testTimeout: 20_000,
    reporters: ['default'],
  },
})
