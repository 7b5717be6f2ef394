import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Those that need a server: `thing.mongodb.test.ts` runs where STORES names mongodb. */
const isMongodbAsked = /(^|,)\s*mongodb\s*(,|$)/.test(process.env.STORES ?? '');
/** And `thing.redis.test.ts` where CACHES names redis. */
const isRedisAsked = /(^|,)\s*redis\s*(,|$)/.test(process.env.CACHES ?? '');
/** And `thing.bugsink.test.ts` where SERVICES names bugsink. */
const isBugsinkAsked = /(^|,)\s*bugsink\s*(,|$)/.test(process.env.SERVICES ?? '');

export default defineConfig({
  test: {
    include: ['{shared,server,web,cli,scripts,bench}/**/*.test.ts?(x)', 'tests/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...(isMongodbAsked ? [] : ['**/*.mongodb.test.ts']),
      ...(isRedisAsked ? [] : ['**/*.redis.test.ts']),
      ...(isBugsinkAsked ? [] : ['**/*.bugsink.test.ts']),
    ],
    testTimeout: 20_000,
    globalSetup: ['tests/support/start-services.ts'],
    pool: 'threads',
    // Many tests wait for databases and sockets: on two cores one at a time would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: {
      include: ['shared/**/*.ts', 'server/**/*.ts'],
      exclude: [
        '**/*.test.ts',
        '**/*.contract.ts',
        // Without their server only a part of them can run: they count where they are asked for.
        ...(isMongodbAsked ? [] : ['server/adapters/store/mongodb/**']),
        ...(isRedisAsked ? [] : ['server/adapters/redis/**']),
      ],
      reporter: ['text-summary'],
      reportsDirectory: 'coverage',
      thresholds: {
        'shared/**': { branches: 95 },
        'server/features/**/*-service.ts': { branches: 95 },
        'server/**': { branches: 85 },
      },
    },
  },
});
