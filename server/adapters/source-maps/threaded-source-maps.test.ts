import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';
import { type BuiltPages, buildPages } from '#tests/support/built-pages.ts';
import { createManualTime } from '#tests/support/manual-time.ts';
import { createThreadedSourceMaps } from './threaded-source-maps.ts';

let pages: BuiltPages;
let stack: StackFrame[];
beforeAll(async () => {
  pages = await buildPages();
  ({ frames: stack } = await pages.fail('showBudgets'));
}, 60_000);
afterAll(() => pages.remove());

const RESOLVED = [
  ['sumOf', 'web/features/budgets/budget-sum.ts', 9, true],
  ['showBudgets', 'web/main.ts', 4, true],
  ['Caller.callBack', 'node_modules/caller/index.js', 3, false],
  ['showBudgets', 'web/main.ts', 4, true],
];
const placesOf = (frames: readonly StackFrame[]) =>
  frames.map(({ function: name, file, line, isOwn }) => [name, file, line, isOwn]);

/** @param program of the thread instead of its own */
function setUp({ folder = pages.maps, program }: { folder?: string; program?: string } = {}) {
  const time = createManualTime('2026-11-20T12:00:00.000Z');
  const logged: [fields: object, message: string][] = [];
  const scratch = mkdtempSync(join(tmpdir(), 'duetide-maps-'));
  const file = join(scratch, 'program.mjs');
  if (program) writeFileSync(file, program);
  const maps = createThreadedSourceMaps({
    folder,
    timers: time.timers,
    log: { warn: (...line) => logged.push(line) },
    ...(program && { program: pathToFileURL(file) }),
  });
  onTestFinished(async () => {
    await maps.close();
    rmSync(scratch, { recursive: true });
  });
  return { time, logged, maps, scratch };
}

it('names the places of a built script as they were written', async () => {
  const { maps, logged } = setUp();
  const resolved = await maps.resolve(stack);
  expect(placesOf(resolved.slice(0, 4))).toEqual(RESOLVED);
  expect(resolved[0]).toMatchObject({
    column: 32,
    lines: {
      before: expect.arrayContaining(['  for (const budget of budgets) {']),
      at: '    sum += budget.amount.value.at(0);',
      after: ['  }', '  return sum;', '}', ''],
    },
  });
  expect(resolved.slice(4)).toEqual(stack.slice(4));
  expect(logged).toEqual([]);
});

it('answers many who ask at once, each with theirs, and most of too many', async () => {
  const { maps } = setUp();
  const turned = stack.slice(0, 4).reverse();
  const asked = Array.from({ length: 25 }, () => [
    maps.resolve(stack),
    maps.resolve(turned),
  ]).flat();
  const tooMany = maps.resolve(stack);
  expect(await tooMany).toBe(stack);
  for (const [at, frames] of (await Promise.all(asked)).entries()) {
    const places = placesOf(frames.slice(0, 4));
    expect(at % 2 === 0 ? places : places.reverse()).toEqual(RESOLVED);
  }
});

describe('opens nothing but what was there at the start', () => {
  it.each([
    'assets/../maps/MAIN',
    'assets/./MAIN',
    '../maps/MAIN',
    'assets/assets/MAIN',
    'MAIN.map',
    'assets/later.js',
    'assets/',
    '',
  ])('not %s', async (file) => {
    const { scratch: folder } = setUp();
    cpSync(pages.maps, folder, { recursive: true });
    const { maps, logged } = setUp({ folder, program: 'throw new Error("It was asked")' });
    writeFileSync(join(folder, 'later.js.map'), '{}');
    const main = stack[0]?.file.slice('assets/'.length) ?? '';
    const frames = stack.map((frame) => ({ ...frame, file: file.replace('MAIN', main) }));
    expect(await maps.resolve(frames)).toBe(frames);
    expect(logged).toEqual([]);
    await maps.resolve(stack);
    expect(logged).toHaveLength(1);
  });

  it('and nothing where no maps are', async () => {
    const { maps } = setUp({ folder: join(pages.maps, 'not-there') });
    expect(await maps.resolve(stack)).toBe(stack);
  });
});

it('says once that a map is broken or gone, and reads the others', async () => {
  const { maps: whole, scratch: folder } = setUp();
  cpSync(pages.maps, folder, { recursive: true });
  const { maps, logged, time } = setUp({ folder });
  await whole.close();
  for (const name of readdirSync(folder)) {
    if (name.startsWith('vendor')) writeFileSync(join(folder, name), '{"version":3,"sou');
  }
  for (let round = 0; round < 2; round += 1) {
    const resolved = placesOf((await maps.resolve(stack)).slice(0, 4));
    expect(resolved).toEqual([
      RESOLVED[0],
      RESOLVED[1],
      ...placesOf(stack.slice(2, 3)),
      RESOLVED[3],
    ]);
    await time.pass(5 * 60_000);
  }
  expect(logged).toEqual([
    [
      { file: expect.stringMatching(/^vendor-.*\.js\.map$/), err: expect.any(SyntaxError) },
      'a source map cannot be read: its stacks stay as they come',
    ],
  ]);
});

it('lets go of everything when nobody asks for five minutes, and begins anew', async () => {
  const { maps: whole, scratch: folder } = setUp();
  await whole.close();
  cpSync(pages.maps, folder, { recursive: true });
  const { maps, time } = setUp({ folder });
  const isKept = async () => placesOf(await maps.resolve(stack))[0]?.[0] === 'sumOf';
  expect(await isKept()).toBe(true);
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
  await time.pass(4 * 60_000);
  expect(await isKept()).toBe(true);
  await time.pass(5 * 60_000 - 1);
  expect(await isKept()).toBe(true);
  await time.pass(5 * 60_000);
  expect(await isKept()).toBe(false);
});

describe('a thread that fails', () => {
  it('costs the names of places, once a minute', async () => {
    const { maps, logged, time } = setUp({
      program: `import { parentPort } from 'node:worker_threads';
        parentPort.on('message', () => { throw new Error('out of memory'); });`,
    });
    expect(await Promise.all([maps.resolve(stack), maps.resolve(stack)])).toEqual([stack, stack]);
    expect(await maps.resolve(stack)).toBe(stack);
    expect(logged).toHaveLength(1);
    await time.pass(60_000);
    expect(await maps.resolve(stack)).toBe(stack);
    expect(logged).toEqual(
      Array(2).fill([
        { err: expect.objectContaining({ message: 'out of memory' }) },
        'stacks of browsers are kept as they come for a minute',
      ]),
    );
  });

  it('or that is silent keeps nobody waiting for longer than eight seconds', async () => {
    const { maps, logged, time } = setUp({
      program: `import { parentPort } from 'node:worker_threads';
        parentPort.on('message', () => {});`,
    });
    let answered: readonly StackFrame[] | null = null;
    const asked = maps.resolve(stack).then((frames) => {
      answered = frames;
    });
    await time.pass(7_999);
    expect(answered).toBeNull();
    await time.pass(1);
    await asked;
    expect(answered).toBe(stack);
    expect(logged).toHaveLength(1);
  });
});

it('is over when it is closed', async () => {
  const { maps } = setUp();
  const asked = maps.resolve(stack);
  await maps.close();
  expect(await asked).toBe(stack);
  expect(await maps.resolve(stack)).toBe(stack);
});
