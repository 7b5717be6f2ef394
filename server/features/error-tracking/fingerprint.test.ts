import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';
import { fingerprintOf, placeOf } from './fingerprint.ts';

function frame(changes: Partial<StackFrame> = {}): StackFrame {
  return {
    function: 'sendPage',
    file: 'server/http/app.ts',
    line: 10,
    column: 5,
    isOwn: true,
    ...changes,
  };
}

const ofPackage = frame({ file: 'node_modules/fastify/lib/reply.js', isOwn: false });
type Faults = Parameters<typeof fingerprintOf>[0];

function fault(changes: Partial<Faults> = {}): Faults {
  return {
    source: 'server',
    type: 'TypeError',
    code: null,
    message: 'Cannot read properties of undefined',
    frames: [frame(), frame({ function: 'answer' })],
    causes: [],
    ...changes,
  };
}

const same = (one: Partial<Faults>, other: Partial<Faults>) =>
  fingerprintOf(fault(one)) === fingerprintOf(fault(other));

describe('one fault stays one', () => {
  it('wherever its lines move to', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (line, column) => {
        expect(same({ frames: [frame({ line, column })] }, { frames: [frame()] })).toBe(true);
      }),
    );
  });

  it('whatever numbers, ids and quoted words its message has', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.uuid(),
        fc.stringMatching(/^[\w ./-]{0,20}$/),
        (number, id, word) => {
          const message = `Row ${number} of ${id} has '${word}' 0x${number.toString(16)}ffffffff1`;
          const other = `Row 7 of 01990000-0000-7000-8000-000000000001 has 'x' 0xdeadbeef1`;
          expect(same({ message }, { message: other })).toBe(true);
        },
      ),
    );
  });

  it('whatever packages it came through, and however deep below', () => {
    const deep = Array.from({ length: 9 }, () => frame({ function: 'loop' }));
    const frames = [frame(), frame({ function: 'a' }), frame({ function: 'b' })];
    expect(same({ frames: [ofPackage, ...frames, ...deep] }, { frames })).toBe(true);
  });

  it('in every build of the web app', () => {
    const built = (hash: string, name: string) => [
      frame({ file: `assets/dashboard-page-${hash}.js`, function: name }),
    ];
    expect(same({ frames: built('a1B2c3D4', 'e') }, { frames: built('Z_9-xy12', 't') })).toBe(true);
  });
});

it.each([
  ['e.price is not a function', 'Qt.price is not a function'],
  ['e is undefined', 't is undefined'],
  ['n.t.map(...) is not iterable', 'r.t.map(...) is not iterable'],
  ["can't access property 'id', e is null", "can't access property 'id', zn is null"],
])('browsers that call the same thing %s and %s saw one fault', (message, other) => {
  expect(same({ source: 'browser', message }, { source: 'browser', message: other })).toBe(true);
  expect(same({ message }, { message: other })).toBe(false);
});

it('what they call by its own name stays apart', () => {
  const [message, other] = ['e.price is not a function', 'e.name is not a function'];
  expect(same({ source: 'browser', message }, { source: 'browser', message: other })).toBe(false);
});

describe('two faults are two', () => {
  it.each<[string, Partial<Faults>]>([
    ['of another class', { type: 'RangeError' }],
    ['with another code', { code: 'ENOENT' }],
    ['with other words', { message: 'Cannot set properties of undefined' }],
    ['in another function', { frames: [frame({ function: 'other' })] }],
    ['in another file', { frames: [frame({ file: 'server/http/etag.ts' })] }],
    ['in the browser', { source: 'browser' }],
    ['with another cause', { causes: [{ ...fault(), type: 'MongoError' }] }],
  ])('%s', (_name, changes) => {
    expect(same({}, changes)).toBe(false);
  });

  it('in two places of packages, where nothing of ours is in the stack', () => {
    const other = { ...ofPackage, file: 'node_modules/mongodb/lib/cursor.js' };
    expect(same({ frames: [ofPackage] }, { frames: [other] })).toBe(false);
  });
});

it('names the innermost place of ours', () => {
  expect(placeOf({ frames: [ofPackage, frame()] })).toBe('server/http/app.ts sendPage');
  expect(placeOf({ frames: [ofPackage] })).toBe('node_modules/fastify/lib/reply.js sendPage');
  expect(placeOf({ frames: [frame({ function: 'Object.<anonymous>' })] })).toBe(
    'server/http/app.ts',
  );
  expect(placeOf({ frames: [] })).toBeNull();
});
