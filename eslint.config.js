import tseslint from 'typescript-eslint'

const TAKE_TIME =
  'Time comes from the clock port (infra/clock/clock.ts): take a Clock, or a moment, as an input. A duration is performance.now() minus performance.now().'
const SQL_TIME = 'No clock of a database: the moment is a parameter, from the clock port.'
const SQL_CLOCK = String.raw`/(?<![.\w])(now|(clock|statement|transaction)_timestamp)\s*\(\)|\b(current_(date|time|timestamp)|localtime(stamp)?)\b|\b(datetime|julianday|strftime|unixepoch)\s*\(|'now'/i`

/** What reads the machine's clock, in code and in SQL (docs/decisions/0036). */
const clocks = [
  ...[
    "NewExpression[callee.name='Date'][arguments.length=0]",
    "CallExpression[callee.name='Date']",
    "MemberExpression[object.name='Date'][property.name='now']",
    "MemberExpression[object.name='Date'][property.value='now']",
    "MemberExpression[object.property.name='Date'][property.name='now']",
    "VariableDeclarator[init.name='Date']",
    "MemberExpression[object.name='Temporal'][property.name='Now']",
    "MemberExpression[object.name='performance'][property.name='timeOrigin']",
    'CallExpression[callee.property.name=/^format(ToParts)?$/][arguments.length=0]',
  ].map((selector) => ({ selector, message: TAKE_TIME })),
  { selector: `TemplateElement[value.raw=${SQL_CLOCK}]`, message: SQL_TIME },
  { selector: `Literal[value=${SQL_CLOCK}]`, message: SQL_TIME },
]

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'schemas/generated/', 'commands/verifier/verify.mjs'] },
  { files: ['**/*.{ts,mjs,cjs,js}'], rules: { 'no-restricted-syntax': ['error', ...clocks] } },
  // The port, and what names the ways of reading a clock to find them.
  {
    files: ['infra/clock/clock.ts', 'eslint.config.js', 'tests/scripts/clock-lint.unit.test.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // What runs in somebody's browser has no clock port: how long a page has been shown, sleep of the machine included, only the browser's clock says.
  {
    files: ['gateway/pages/static/*.js'],
    rules: { 'no-restricted-syntax': 'off' },
    languageOptions: {
      globals: {
        document: 'readonly',
        location: 'readonly',
        window: 'readonly',
        DOMParser: 'readonly',
        EventSource: 'readonly',
        addEventListener: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        URLSearchParams: 'readonly',
        FormData: 'readonly',
        BroadcastChannel: 'readonly',
      },
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        require: 'readonly',
        module: 'writable',
      },
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', 'prefer-const': 'error', 'no-var': 'error', eqeqeq: 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test'] }] },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
    },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance'],
      'no-restricted-syntax': [
        'error',
        ...clocks,
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'core has no random numbers' },
      ],
    },
  },
)
