import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, expect, test } from 'vitest';

const ROOT = dirname(import.meta.dirname);
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true });
});

async function cruiseTree(baseDir: string, paths: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    paths,
    { ...options, baseDir, validate: true, ruleSet: { forbidden, options } },
    options.enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error(output);
  return output;
}

/** A small tree that keeps every rule, with files on top of it. */
function plant(files: Record<string, string>): string {
  const baseDir = mkdtempSync(join(tmpdir(), 'duetide-boundaries-'));
  temporary.push(baseDir);
  const packageJson = {
    type: 'module',
    imports: { '#server/*': './server/*', '#shared/*': './shared/*', '#web/*': './web/*' },
    dependencies: { declared: '1.0.0', zod: '4.0.0' },
    devDependencies: { tool: '1.0.0' },
  };
  const tree: Record<string, string> = {
    'package.json': JSON.stringify(packageJson),
    'shared/rule.ts': `import 'zod'; export const rule = 1;`,
    'shared/rule.test.ts': `import './rule.ts'; import 'node:fs'; import 'tool';`,
    'server/adapters/cache/cache.ts': `import '#shared/rule.ts';`,
    'server/adapters/cache/memory-cache.ts': `import './cache.ts'; import 'declared';`,
    'server/adapters/store/store.ts': `import '#server/features/a/a-repository.ts';`,
    'server/adapters/store/sqlite/sqlite-store.ts': `import './rows.ts'; import '../store.ts';`,
    'server/adapters/store/sqlite/rows.ts': `import '#server/features/a/a-repository.ts';`,
    'server/features/a/a-repository.ts': `import '#shared/rule.ts';`,
    'server/features/a/a-service.ts': `import './a-repository.ts'; import '#server/adapters/cache/cache.ts';`,
    'server/features/b/b-service.ts': `import '#server/http/answer.ts';`,
    'server/http/answer.ts': `import '#shared/rule.ts'; import 'node:http';`,
    'server/wiring/wire.ts': `import './open-parts.ts'; import '#server/features/a/a-service.ts'; import '#server/features/b/b-service.ts';`,
    'server/wiring/open-parts.ts': `import '#server/adapters/store/sqlite/sqlite-store.ts';`,
    'server/main.ts': `import './wiring/wire.ts';`,
    'web/app/page.ts': `import '#web/features/a/list.ts'; import '#web/ui/button.ts';`,
    'web/features/a/list.ts': `import '#shared/rule.ts'; import '#web/ui/button.ts';`,
    'web/features/b/chart.ts': `import '#shared/rule.ts';`,
    'web/ui/button.ts': `import 'declared';`,
    'cli/serve.ts': `import '#server/wiring/wire.ts';`,
  };
  for (const name of ['declared', 'undeclared', 'tool', 'zod']) {
    tree[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: '1.0.0' });
    tree[`node_modules/${name}/index.js`] = '';
  }
  for (const [path, content] of Object.entries({ ...tree, ...files })) {
    mkdirSync(dirname(join(baseDir, path)), { recursive: true });
    writeFileSync(join(baseDir, path), content);
  }
  return baseDir;
}

async function brokenRules(files: Record<string, string>): Promise<string[]> {
  const { summary } = await cruiseTree(plant(files), ['server', 'shared', 'web', 'cli']);
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

test('a tree that keeps the rules breaks none', async () => {
  expect(await brokenRules({})).toEqual([]);
});

const VIOLATIONS: [rule: string, what: string, files: Record<string, string>][] = [
  ['shared-is-pure', 'a Node module', { 'shared/x.ts': `import 'node:fs';` }],
  ['shared-is-pure', 'a package other than zod', { 'shared/x.ts': `import 'declared';` }],
  [
    'shared-is-pure',
    'a type of the server',
    { 'shared/x.ts': `import type { A } from '#server/http/answer.ts'; export type B = A;` },
  ],
  ['shared-is-pure', 'server code in a test', { 'shared/x.test.ts': `import '#server/main.ts';` }],
  ['web-never-imports-server', 'a page', { 'web/app/x.ts': `import '#server/http/answer.ts';` }],
  [
    'server-never-imports-web',
    'a route',
    { 'server/http/x.ts': `import '#web/lib/x.ts';`, 'web/lib/x.ts': '' },
  ],
  [
    'only-wiring-chooses-adapters',
    'a service that takes a technology',
    { 'server/features/b/x.ts': `import '#server/adapters/cache/memory-cache.ts';` },
  ],
  [
    'only-wiring-chooses-adapters',
    'a file inside an adapter’s folder named like the port',
    { 'server/features/b/x.ts': `import '#server/adapters/store/sqlite/sqlite-store.ts';` },
  ],
  [
    'adapters-do-not-know-each-other',
    'adapters of two concerns',
    { 'server/adapters/mail/x.ts': `import '#server/adapters/cache/memory-cache.ts';` },
  ],
  [
    'adapters-do-not-know-each-other',
    'adapters of one concern',
    { 'server/adapters/store/mongodb/x.ts': `import '../sqlite/rows.ts';` },
  ],
  [
    'adapters-see-only-repository-ports',
    'a service',
    { 'server/adapters/store/sqlite/x.ts': `import '#server/features/a/a-service.ts';` },
  ],
  [
    'features-do-not-know-each-other',
    'in the server',
    { 'server/features/b/x.ts': `import '#server/features/a/a-service.ts';` },
  ],
  [
    'features-do-not-know-each-other',
    'in the server, by a type',
    {
      'server/features/b/x.ts': `import type { A } from '#server/features/a/a-service.ts'; export type B = A;`,
    },
  ],
  [
    'features-do-not-know-each-other',
    'in the web app',
    { 'web/features/b/x.ts': `import '#web/features/a/list.ts';` },
  ],
  [
    'foundations-know-no-feature',
    'http',
    { 'server/http/x.ts': `import '#server/features/a/a-service.ts';` },
  ],
  [
    'foundations-know-no-feature',
    'the design system',
    { 'web/ui/x.ts': `import '#web/features/a/list.ts';` },
  ],
  [
    'only-entrances-see-wiring',
    'a service',
    { 'server/features/b/x.ts': `import '#server/wiring/wire.ts';` },
  ],
  [
    'no-circular',
    'two files',
    { 'server/http/x.ts': `import './y.ts';`, 'server/http/y.ts': `import './x.ts';` },
  ],
  [
    'npm-must-be-declared',
    'a package that others brought',
    { 'server/http/x.ts': `import 'undeclared';` },
  ],
  [
    'npm-must-be-declared',
    'a package that is nowhere',
    { 'server/http/x.ts': `import 'nowhere';` },
  ],
  [
    'npm-must-be-declared',
    'a tool of development in the product',
    { 'server/http/x.ts': `import 'tool';` },
  ],
];

test.for(VIOLATIONS)('%s finds %s', async ([rule, , files]) => {
  expect(await brokenRules(files)).toEqual([rule]);
});

test('every rule has a violation that is found', () => {
  const names = new Set(forbidden.map((rule: { name: string }) => rule.name));
  expect(new Set(VIOLATIONS.map(([rule]) => rule))).toEqual(names);
});

test('the product keeps the rules, and was seen', { timeout: 120_000 }, async () => {
  const { summary } = await cruiseTree(ROOT, ['.']);
  const lines = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  expect(lines).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThan(50);
});
