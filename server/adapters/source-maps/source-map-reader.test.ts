import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltPages, buildPages } from '#tests/support/built-pages.ts';
import { createSourceMapReader } from './source-map-reader.ts';

let pages: BuiltPages;
let main: string;
let text: string;
beforeAll(async () => {
  pages = await buildPages();
  main = readdirSync(pages.maps).find((name) => name.startsWith('main-')) ?? '';
  text = readFileSync(join(pages.maps, main), 'utf8');
}, 60_000);
afterAll(() => pages.remove());

/** A reader over maps in memory, which counts how often each is read. */
function readerOver(textOf: (name: string) => string) {
  const reads: string[] = [];
  const reader = createSourceMapReader((name) => {
    reads.push(name);
    return textOf(name);
  });
  const at = (map: string, line = 1, column = 97) => ({ map, line, column });
  return { reader, reads, at };
}

it('reads a map once, and drops the one that nobody needed for longest', () => {
  const { reader, reads, at } = readerOver(() => text);
  const names = Array.from({ length: 8 }, (_, number) => `${number}.js.map`);
  for (const name of [...names, ...names]) reader.read([at(name), at(name)]);
  expect(reads).toEqual(names);
  reader.read([at('8.js.map')]);
  reader.read([at('1.js.map'), at('0.js.map')]);
  expect(reads.slice(8)).toEqual(['8.js.map', '0.js.map']);
});

describe('whatever line and column are asked for', () => {
  it('it answers with a place of a source, or with nothing', () => {
    const { reader, at } = readerOver(() => text);
    const number = fc.oneof(fc.integer(), fc.nat(200), fc.double());
    fc.assert(
      fc.property(number, number, (line, column) => {
        const { frames, faults } = reader.read([at(main, line, column)]);
        expect(faults).toEqual([]);
        for (const frame of frames) {
          if (frame) expect(frame.file).toMatch(/^(web|node_modules)\//);
        }
      }),
    );
  });

  it('places before the first are none', () => {
    const { reader, at } = readerOver(() => text);
    const places = [at(main, 0, 5), at(main, 1, 0), at(main, -1, 5), at(main, 7, 1)];
    expect(reader.read(places)).toEqual({ frames: [null, null, null, null], faults: [] });
  });
});

describe('a map that is broken', () => {
  const broken: [string, () => string][] = [
    ['is no JSON', () => text.slice(0, 100)],
    ['is nothing', () => 'null'],
    ['is empty', () => '{}'],
    ['has no places', () => JSON.stringify({ ...JSON.parse(text), mappings: 7 })],
    ['has no sources', () => JSON.stringify({ ...JSON.parse(text), sources: null })],
    [
      'has sources that are no text',
      () => JSON.stringify({ ...JSON.parse(text), sourcesContent: [1, 2, 3] }),
    ],
    [
      'is away',
      () => {
        throw new Error('ENOENT');
      },
    ],
  ];

  it.each(broken)('which %s is told of once, and the others are read', (_name, brokenText) => {
    const { reader, reads, at } = readerOver((name) => (name === main ? text : brokenText()));
    const { frames, faults } = reader.read([at('b'), at(main), at('b')]);
    expect(frames).toEqual([null, expect.objectContaining({ function: 'sumOf' }), null]);
    expect(faults).toEqual([{ map: 'b', error: expect.any(Error) }]);
    expect(reader.read([at('b')])).toEqual({ frames: [null], faults: [] });
    expect(reads).toEqual(['b', main]);
  });

  it('with places that lead nowhere has none', () => {
    const { reader, at } = readerOver((mappings) =>
      JSON.stringify({ ...JSON.parse(text), mappings }),
    );
    const { frames } = reader.read(
      ['!!!!', 'AAAAAAAAAA', ';;;;', 'gggggggg', 'A~~A', 'AgggAA'].map((map) => at(map)),
    );
    for (const frame of frames) expect(frame?.file ?? 'web/').toMatch(/^(web|node_modules)\//);
  });
});

describe('names of sources', () => {
  const placed = (source: string) => {
    const { reader, at } = readerOver(() =>
      JSON.stringify({ version: 3, sources: [source], names: [], mappings: 'AAAA' }),
    );
    return reader.read([at('a', 1, 1)]).frames[0];
  };

  it.each([
    ['../../../web/app/app.tsx', 'web/app/app.tsx', true],
    ['../../../shared/money/money.ts', 'shared/money/money.ts', true],
    ['../../../node_modules/react/index.js', 'node_modules/react/index.js', false],
    ['../../../node_modules/a/node_modules/@b/c+d/x.js', 'node_modules/@b/c+d/x.js', false],
  ])('%s is %s', (source, file, isOwn) => {
    expect(placed(source)).toEqual({ file, isOwn, function: null, line: 1, column: 1 });
  });

  it.each(['../../../../etc/passwd', '/etc/passwd', 'https://a.example/web/x.js', '\0virtual', ''])(
    '%s is none',
    (source) => {
      expect(placed(source)).toBeNull();
    },
  );
});
