import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '#server/config/config.ts';
import { createIdSource } from '#server/ids.ts';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { type Bugsink, startBugsink } from '#tests/support/bugsink.ts';
import { type BuiltPages, buildPages } from '#tests/support/built-pages.ts';
import { eventually } from '#tests/support/eventually.ts';
import { createTestApp } from '#tests/support/test-app.ts';
import { openErrorReporting } from './open-error-reporting.ts';
import { forwardToSentry } from './open-sentry.ts';

let bugsink: Bugsink;
let pages: BuiltPages;
beforeAll(async () => {
  bugsink = await startBugsink();
  pages = await buildPages();
  return async () => {
    pages.remove();
    await bugsink.stop();
  };
}, 300_000);

it('what fails in the server and in a browser arrives with release and request', async () => {
  const clock = { now: () => Date.now() };
  const metrics = createMetrics();
  const errors = openErrorReporting({ clock, newId: createIdSource(clock), metrics });
  const { sentry } = readConfig({ SENTRY_DSN: bugsink.dsn, SENTRY_ENVIRONMENT: 'staging' });
  if (!sentry) throw new Error('Sentry is not configured');
  const circuits = createCircuitBoard({ log: { info() {}, warn() {} }, clock });
  await forwardToSentry(sentry, { errors, circuits, metrics });
  const server = await createTestApp({ parts: { errors, metrics }, mapsRoot: pages.maps });
  onTestFinished(() => server.close());
  const ada = await server.signUp();

  const cause = new TypeError('for ada@example.com');
  server.store.categories.list = () => Promise.reject(new RangeError('out of reach', { cause }));
  const failed = await ada.api('GET', 'categories', undefined, {
    'x-request-id': 'request-of-ada',
  });
  expect(failed.statusCode).toBe(500);
  const { message, frames } = await pages.fail('showBudgets');
  const told = await ada.api('POST', 'telemetry', {
    release: '0.0.9',
    errors: [
      {
        type: 'TypeError',
        message,
        page: '/subscriptions/:id',
        requestId: 'request-of-page',
        frames: [
          ...frames.slice(0, 3).map(({ isOwn: _, ...frame }) => frame),
          { function: 'e', file: 'assets/core-a1B2c3D4.js', line: 1, column: 234 },
        ],
      },
    ],
  });
  expect(told.statusCode).toBe(202);
  await errors.flush();
  await eventually('both arrive', 30_000, async () => bugsink.events().length === 2);

  const events = bugsink.events();
  const [ofServer, ofBrowser] = ['node', 'javascript'].map((platform) =>
    events.find((event) => event.platform === platform),
  );
  expect(ofServer).toMatchObject({
    release: expect.stringMatching(/^duetide@\d+\.\d+\.\d+$/),
    environment: 'staging',
    transaction: '/api/v1/categories',
    user: { id: ada.userId },
    tags: { request_id: 'request-of-ada', household_id: ada.householdId, source: 'server' },
  });
  expect(ofServer?.exception.values.map(({ type, value }) => `${type}: ${value}`)).toEqual([
    'TypeError: for [mail]',
    'RangeError: out of reach',
  ]);
  expect(ofBrowser).toMatchObject({
    release: 'duetide@0.0.9',
    transaction: '/subscriptions/:id',
    tags: { request_id: 'request-of-page', source: 'browser' },
  });
  const [thrown] = ofBrowser?.exception.values ?? [];
  expect(thrown).toMatchObject({ type: 'TypeError', value: message });
  expect(thrown?.stacktrace.frames).toEqual([
    expect.objectContaining({ filename: 'assets/core-a1B2c3D4.js', lineno: 1, colno: 234 }),
    expect.objectContaining({
      ...{ function: 'Caller.callBack', filename: 'node_modules/caller/index.js', lineno: 3 },
      ...{ in_app: false, context_line: '    return task(this);' },
    }),
    expect.objectContaining({ function: 'showBudgets', filename: 'web/main.ts', lineno: 4 }),
    {
      ...{ function: 'sumOf', filename: 'web/features/budgets/budget-sum.ts' },
      abs_path: 'app:///web/features/budgets/budget-sum.ts',
      ...{ lineno: 9, colno: 32, in_app: true },
      pre_context: [
        '',
        '/** In the middle of nowhere. */',
        'export function sumOf(budgets: readonly Budget[]): number {',
        '  let sum = 0;',
        '  for (const budget of budgets) {',
      ],
      context_line: '    sum += budget.amount.value.at(0);',
      post_context: ['  }', '  return sum;', '}', ''],
    },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/ada@|\/tmp\//);
  const counted = [...metrics.families()].find(
    ({ name }) => name === 'duetide_sentry_events_total',
  );
  expect([...(counted?.samples() ?? [])].map(({ value }) => value)).toEqual([2, 0, 0, 0]);
});
