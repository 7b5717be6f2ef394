import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type BuiltPages, buildPages, PAGE_FILES } from '#tests/support/built-pages.ts';
import { createTestApp, type TestMember } from '#tests/support/test-app.ts';

const SUM = 'web/features/budgets/budget-sum.ts';
let pages: BuiltPages;
/** The same fault in a later build, in which lines, names in the scripts and their hashes differ. */
let laterPages: BuiltPages;
beforeAll(async () => {
  pages = await buildPages();
  const counting = PAGE_FILES[SUM]
    .replace('let sum = 0;', 'const seen = new Set<Budget>();\n  let sum = 0;')
    .replace('(const budget of budgets) {', '(const budget of budgets) {\n    seen.add(budget);');
  laterPages = await buildPages({ ...PAGE_FILES, [SUM]: `// First.\n\n${counting}` });
}, 60_000);
afterAll(() => {
  pages.remove();
  laterPages.remove();
});

async function operatorWith(mapsRoot?: string): Promise<TestMember & { keep(): Promise<void> }> {
  const server = await createTestApp(mapsRoot === undefined ? {} : { mapsRoot });
  onTestFinished(() => server.close());
  return { ...(await server.signUp()), keep: server.wired.keepErrors };
}

/** As the page does. @returns the ids that it was answered */
async function tell({ api }: Pick<TestMember, 'api'>, { fail }: BuiltPages): Promise<string[]> {
  const { message, frames } = await fail('showBudgets');
  const inPages = frames.flatMap(({ isOwn, ...frame }) => (isOwn ? [frame] : []));
  const error = { type: 'TypeError', message, page: '/budgets', frames: inPages };
  const answer = await api('POST', 'telemetry', { release: '0.1.0', errors: [error, error] });
  expect(answer.statusCode).toBe(202);
  return answer.json().errors;
}

it('operators read where it was written, under the id that the page was told', async () => {
  const operator = await operatorWith(pages.maps);
  const [id, ...others] = await tell(operator, pages);
  expect(others).toEqual([id]);
  await operator.keep();
  const group = (await operator.api('GET', `operator/errors/${id}`)).json();
  expect(group).toMatchObject({ place: `${SUM} sumOf`, count: 2 });
  const [first, second, third] = group.events[0].frames;
  expect(first).toEqual({
    ...{ function: 'sumOf', file: SUM, line: 9, column: 32, isOwn: true },
    lines: {
      before: [
        'export function sumOf(budgets: readonly Budget[]): number {',
        '  let sum = 0;',
        '  for (const budget of budgets) {',
      ],
      at: '    sum += budget.amount.value.at(0);',
      after: ['  }', '  return sum;', '}'],
    },
  });
  expect(second).toMatchObject({ function: 'showBudgets', file: 'web/main.ts', isOwn: true });
  expect(third).toEqual({
    ...{ function: 'Caller.callBack', file: 'node_modules/caller/index.js', line: 3, column: 12 },
    isOwn: false,
  });
});

it('one fault keeps its group from one build to the next', async () => {
  const before = await pages.fail('showBudgets');
  const after = await laterPages.fail('showBudgets');
  expect(after.message).not.toBe(before.message);
  expect(after.frames[0]?.file).not.toBe(before.frames[0]?.file);
  const [id] = await tell(await operatorWith(pages.maps), pages);
  const [laterId] = await tell(await operatorWith(laterPages.maps), laterPages);
  expect(laterId).toBe(id);
});

it('what comes from a page of another build is kept as it came', async () => {
  const operator = await operatorWith(laterPages.maps);
  const [id] = await tell(operator, pages);
  await operator.keep();
  const { place, events } = (await operator.api('GET', `operator/errors/${id}`)).json();
  expect(place).toMatch(/^assets\/main-[\w-]{8}\.js/);
  expect(events[0].frames[0]).not.toHaveProperty('lines');
  const [unreadId] = await tell(await operatorWith(), pages);
  expect(unreadId).toBe(id);
});
