// The linter: typescript-eslint's strict, type-aware set, tuned towards concise code, plus the habits of this house.
// It cannot be switched off from inside a file (noInlineConfig): an exception is written here, where it can be seen.
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// Replay must be equal, so nothing in src may ask the time or throw dice. Times and ids come from the world.
const impureGlobals = ['Date', 'performance', 'crypto'].map((name) => ({
  name,
  message: 'No clock and no randomness in src: take it from the world.',
}))

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'test/conformance/recordings/']),

  { linterOptions: { noInlineConfig: true } },

  {
    name: 'cnm/every-file',
    rules: {
      eqeqeq: 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-control-regex': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-sparse-arrays': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'no-useless-rename': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },

  {
    name: 'cnm/typescript',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Types are proved, not asserted. `as const` is still allowed: it asserts nothing.
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-check': true, 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],

      // The controller throws the error value that apply returns; it need not extend Error.
      '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'file', name: 'CnmError' }] }],

      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],

      // Off: they argue about taste, or against what the house does on purpose.
      // overflows the stack on recursive types (a Go value that holds Go values)
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off', // short arrow functions
      '@typescript-eslint/no-dynamic-delete': 'off', // records indexed by id, inside immer recipes
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // a named parameter often reads better
      '@typescript-eslint/prefer-literal-enum-member': 'off',
      '@typescript-eslint/prefer-reduce-type-parameter': 'off',
      '@typescript-eslint/unified-signatures': 'off', // overloads are documentation
    },
  },

  {
    name: 'cnm/src',
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 350, skipBlankLines: false, skipComments: false }],
    },
  },

  {
    name: 'cnm/pure',
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', { globals: impureGlobals, checkGlobalObject: true }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'No randomness in src: take it from the world.' },
      ],
    },
  },

  {
    // The marked seam: where text or foreign data becomes a branded type, and an assertion is the only way to say so.
    name: 'cnm/seam',
    files: ['src/**/seam.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': 'off' },
  },

  {
    name: 'cnm/test',
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // vitest's asymmetric matchers are any
      '@typescript-eslint/unbound-method': 'off', // expect(object.method)
    },
  },
)
