import tseslint from 'typescript-eslint';

const ONE_WAY_OUT =
  'Requests leave through server/adapters/egress only, which checks where they go: docs/decisions/egress.md.';
const OUTGOING = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'];
const OUTGOING_MODULES = [...OUTGOING.flatMap((name) => [name, `node:${name}`]), 'undici'].map(
  (name) => ({
    name,
    message: ONE_WAY_OUT,
    allowTypeImports: true,
    // They compute, and reach nothing.
    ...(/net$/.test(name) && { allowImportNames: ['isIP', 'isIPv4', 'isIPv6', 'BlockList'] }),
  }),
);
const OUTGOING_GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: ONE_WAY_OUT,
}));
const OUTGOING_NAME = `/^((node:)?(${OUTGOING.join('|').replace('/', '.')})|undici)$/`;
/** `import()`, `require()` and `process.getBuiltinModule()` of the same modules. */
const OUTGOING_LOADS = [
  `ImportExpression[source.value=${OUTGOING_NAME}]`,
  `CallExpression[callee.name=/^require$/][arguments.0.value=${OUTGOING_NAME}]`,
  `CallExpression[callee.property.name=getBuiltinModule][arguments.0.value=${OUTGOING_NAME}]`,
].map((selector) => ({ selector, message: ONE_WAY_OUT }));

// Biome formats and lints; here stand only the rules that need to know types, and the length.
export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'data/', 'web/locales/', 'node_modules/'] },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'max-lines': ['error', 400],
    },
  },
  {
    files: ['{server,shared,cli}/**/*.{ts,mjs}'],
    ignores: [
      '**/*.test.ts',
      '**/*.contract.ts',
      // The one way out.
      'server/adapters/egress/*.ts',
      // What the operator asks for by hand, of what the operator configured.
      'server/checks/*.ts',
    ],
    languageOptions: { globals: { global: 'readonly' } },
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: OUTGOING_MODULES }],
      'no-restricted-globals': [
        'error',
        { globals: OUTGOING_GLOBALS, checkGlobalObject: true, globalObjects: ['global'] },
      ],
      'no-restricted-syntax': ['error', ...OUTGOING_LOADS],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', '**/*.contract.ts', 'tests/**'],
    rules: { 'max-lines': ['error', 600] },
  },
);
