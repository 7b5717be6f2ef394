import { expect, it } from 'vitest';
import { namedFunctions } from './named-functions.ts';

const SOURCE = `
import type { Node } from './node.ts';

export function BudgetForm({ onDone = () => 'DEFAULT' }: { onDone?: () => string }) {
  const save = async <T,>(value: T) => 'ARROW' as const;
  const later = function () { return 'EXPRESSION'; } as unknown;
  const ids = [1].map((id) => 'CALLBACK');
  return <form onSubmit={() => 'HANDLER'} onReset={save}>{ids}</form>;
}

export const table = {
  sort() { return 'SHORT METHOD'; },
  filter: () => 'PROPERTY',
  'two words': () => 'QUOTED',
  [Symbol.iterator]: () => 'COMPUTED',
};

export class Ledger {
  #open = () => 'PRIVATE PROPERTY';
  static total() { return 'METHOD'; }
  constructor() { table.filter = () => 'ASSIGNED'; }
  get sum() { return (() => 'IN A GETTER')(); }
}

export const Other = class { run() { return 'EXPRESSION OF A CLASS'; } };
export default () => 'NAMELESS';
`;

/** As a stack is read: of the functions around the mark the one that begins last. */
function nameAround(mark: string, source = SOURCE, file = 'web/a.tsx'): string | null {
  const offset = source.indexOf(`'${mark}'`);
  if (offset < 0) throw new Error(`${mark} is not in the source`);
  const around = namedFunctions(file, source).filter(
    ({ start, end }) => start <= offset && offset < end,
  );
  return around.at(-1)?.name ?? null;
}

it.each([
  ['DEFAULT', 'onDone'],
  ['ARROW', 'save'],
  ['EXPRESSION', 'later'],
  ['CALLBACK', 'BudgetForm'],
  ['HANDLER', 'onSubmit'],
  ['SHORT METHOD', 'sort'],
  ['PROPERTY', 'filter'],
  ['QUOTED', 'two words'],
  ['COMPUTED', null],
  ['PRIVATE PROPERTY', 'Ledger.#open'],
  ['METHOD', 'Ledger.total'],
  ['ASSIGNED', 'filter'],
  ['IN A GETTER', 'Ledger.sum'],
  ['EXPRESSION OF A CLASS', 'Other.run'],
  ['NAMELESS', null],
])('calls what is around %s by the name that was written: %s', (mark, name) => {
  expect(nameAround(mark)).toBe(name);
});

it.each(['web/a.ts', 'node_modules/a/index.mjs', 'node_modules/a/index.cjs'])(
  'reads %s, too',
  (file) => {
    const source = "function outer() { exports.inner = function () { return 'HERE'; }; }";
    expect(nameAround('HERE', source, file)).toBe('inner');
  },
);

it('reads type assertions that markup would not allow', () => {
  expect(nameAround('HERE', "const name = () => <string>'HERE';", 'web/a.ts')).toBe('name');
});

it.each(['function (', '<', `${'('.repeat(5_000)}0`, '\0'])(
  'has no names where the source makes no sense',
  (source) => {
    expect(namedFunctions('web/a.tsx', source)).toEqual([]);
  },
);

it('cuts a name that is no name', () => {
  const [found] = namedFunctions('a.js', `({ '${'x'.repeat(3_000)}': () => 1 })`);
  expect(found?.name).toHaveLength(100);
});
