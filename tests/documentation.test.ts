import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { environmentSchema } from '#server/config/environment-schema.ts';

const ROOT = dirname(import.meta.dirname);
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

function configurationRows(): string[] {
  const { properties = {} } = z.toJSONSchema(environmentSchema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, schema]) => {
    if (typeof schema === 'boolean') throw new Error(`${name} is not described`);
    const initial = schema.default === undefined ? '' : `\`${schema.default}\``;
    return `| \`${name}\` | ${initial} | ${schema.description} |`;
  });
}

test('the table of variables is the one of the configuration', () => {
  const [, configure = ''] = README.split('## Configure\n');
  const [section = ''] = configure.split('\n## ');
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(configurationRows());
});

test('every script of package.json that it names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...README.matchAll(/npm (?:run )?([a-z][\w:]*)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});

const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

test.for(PAGES)('every file that %s links to or names exists', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) =>
    join(dirname(page), target),
  );
  const names = [...text.matchAll(/`((?:server|shared|web|tests|scripts|docs)\/[\w./-]+)`/g)].map(
    ([, name = '']) => name,
  );
  for (const target of [...links, ...names]) {
    expect(existsSync(join(ROOT, target)), target).toBe(true);
  }
});

test('the tree in docs/architecture.md shows only what is there', () => {
  const [, block = ''] = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8').split('```');
  const missing: string[] = [];
  const folders: string[] = [];
  for (const line of block.split('\n').filter((text) => text.trim())) {
    const depth = (line.length - line.trimStart().length) / 2;
    // Names stand before the first double space; a folder's ends in a slash.
    const [names = ''] = line.trim().split(/ {2,}/);
    for (const name of names.split(/,? /)) {
      folders[depth] = name;
      const path = join(ROOT, ...folders.slice(0, depth), name);
      if (!existsSync(path)) missing.push(path);
    }
  }
  expect(folders.length).toBeGreaterThan(2);
  expect(missing).toEqual([]);
});
