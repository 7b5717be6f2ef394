import tseslint from 'typescript-eslint';

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
    files: ['**/*.test.{ts,tsx}', '**/*.contract.ts', 'tests/**'],
    rules: { 'max-lines': ['error', 600] },
  },
);
