// What the linter holds: type-checked correctness, the rules of hooks, and three of the house's own.
import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const skipped = 'A skipped test proves nothing: fix it or delete it.'
const ipcOnly = 'Only preload.ts and ipc.ts speak IPC: go through shared/api.ts.'

/** Matches `it.skip`, `test.describe.only`, `describe.todo.each`, … wherever a test function is the root. */
const skippedTests = ['it', 'test', 'describe', 'suite', 'bench'].flatMap((root) => [
  `MemberExpression[property.name=/^(skip|only|todo|fixme|fails|skipIf|runIf)$/][object.name='${root}']`,
  `MemberExpression[property.name=/^(skip|only|todo|fixme|fails|skipIf|runIf)$/][object.object.name='${root}']`,
])

export default defineConfig(
  { ignores: ['out/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }], // onClick={async …}
      '@typescript-eslint/unbound-method': 'off', // the house has no classes, so no `this` to lose
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['electron/**/*.ts', 'renderer/**/*.{ts,tsx}', 'shared/**/*.ts'],
    ignores: ['electron/ipc.ts', 'electron/preload.ts'],
    rules: {
      'no-restricted-syntax': ['error', { selector: 'Identifier[name=/^ipc(Main|Renderer)$/]', message: ipcOnly }],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...skippedTests.map((selector) => ({ selector, message: skipped }))],
    },
  },
)
