import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,server,web,cli,scripts,bench}/**/*.test.ts?(x)', 'tests/*.test.ts'],
    testTimeout: 20_000,
    pool: 'threads',
  },
});
