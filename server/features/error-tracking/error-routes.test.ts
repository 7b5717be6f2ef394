import { describe, expect, it, onTestFinished } from 'vitest';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const ERRORS = 'operator/errors';
const PAGE = '/subscriptions/:id';

async function setUp() {
  const server = await createTestApp();
  onTestFinished(() => server.close());
  // The first account is the operator's.
  return { server, operator: await server.signUp() };
}

function browserError(changes: object = {}) {
  return {
    type: 'TypeError',
    message: 'e is undefined',
    page: PAGE,
    frames: [{ function: 'e', file: 'assets/core-a1B2c3D4.js', line: 1, column: 234 }],
    ...changes,
  };
}

const tell = ({ api }: Pick<TestApp, 'api'>, body: object, headers = {}) =>
  api('POST', 'telemetry', { release: '0.1.0', ...body }, headers);

async function metricsOf({ wired }: TestApp, pattern: RegExp): Promise<string[]> {
  const answer = await wired.app.inject({
    url: '/metrics',
    headers: { authorization: 'Bearer only-those-who-watch' },
  });
  return answer.body.split('\n').filter((line) => pattern.test(line));
}

describe('errors that browsers tell of', () => {
  it('are found under the id that the browser was told', async () => {
    const { server, operator } = await setUp();
    const answer = await tell(operator, { errors: [browserError({ requestId: 'request-77' })] });
    expect(answer.statusCode).toBe(202);
    const [id] = answer.json<{ errors: string[] }>().errors;
    await server.wired.keepErrors();
    const detail = (await operator.api('GET', `${ERRORS}/${id}`)).json();
    expect(detail).toMatchObject({
      ...{ id, source: 'browser', state: 'open', type: 'TypeError', count: 1 },
      place: 'assets/core-a1B2c3D4.js e',
      households: { count: 1, isExact: true },
      householdIds: [operator.householdId],
    });
    expect(detail.events).toEqual([
      expect.objectContaining({
        release: '0.1.0',
        context: {
          requestId: 'request-77',
          route: PAGE,
          householdId: operator.householdId,
          userId: operator.userId,
        },
      }),
    ]);
  });

  it('are taken from who is not signed in, without a household', async () => {
    const { server, operator } = await setUp();
    expect((await tell(server, { errors: [browserError()] })).statusCode).toBe(202);
    await server.wired.keepErrors();
    const [group] = (await operator.api('GET', ERRORS)).json().items;
    expect(group.households).toEqual({ count: 0, isExact: true });
  });

  it.each<[string, object]>([
    ['an unknown field', { errors: [browserError({ householdId: 'x' })] }],
    ['an address with a query', { errors: [browserError({ page: '/reminder?token=1' })] }],
    [
      'an address as file',
      {
        errors: [
          browserError({
            frames: [{ function: null, file: 'https://a.example/x.js', line: 1, column: 1 }],
          }),
        ],
      },
    ],
    ['too many', { errors: Array.from({ length: 11 }, () => browserError()) }],
    ['a vital that nobody knows', { vitals: [{ name: 'FID', value: 1, page: '/' }] }],
    ['a version that is none', { release: '<b>' }],
  ])('are refused with %s', async (_name, body) => {
    const { server } = await setUp();
    expect((await tell(server, body)).statusCode).toBe(422);
  });

  it('are refused from other sites, and beyond a size', async () => {
    const { server } = await setUp();
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await tell(server, { errors: [browserError()] }, foreign)).statusCode).toBe(403);
    const large = { errors: [browserError({ message: 'x'.repeat(70_000) })] };
    expect((await tell(server, large)).statusCode).toBe(413);
  });
});

describe('an operator', () => {
  it('resolves and reopens, both again without harm', async () => {
    const { server, operator } = await setUp();
    const [id] = (await tell(server, { errors: [browserError()] })).json().errors;
    await server.wired.keepErrors();
    const stateOf = async (state: string) =>
      (await operator.api('GET', `${ERRORS}?state=${state}`))
        .json()
        .items.map((one: { id: string }) => one.id);
    for (let time = 0; time < 2; time += 1) {
      const resolved = (await operator.api('POST', `${ERRORS}/${id}/resolve`)).json();
      expect(resolved).toMatchObject({ state: 'resolved', resolvedAt: '2026-11-20T12:00:00.000Z' });
    }
    expect([await stateOf('open'), await stateOf('resolved')]).toEqual([[], [id]]);
    for (let time = 0; time < 2; time += 1) {
      expect((await operator.api('POST', `${ERRORS}/${id}/reopen`)).json().state).toBe('open');
    }
    expect([await stateOf('open'), await stateOf('resolved')]).toEqual([[id], []]);
  });

  it('pages through them, and is told what cannot be', async () => {
    const { server, operator } = await setUp();
    const errors = ['one', 'two', 'three'].map((type) => browserError({ type }));
    await tell(server, { errors });
    await server.wired.keepErrors();
    const first = (await operator.api('GET', `${ERRORS}?limit=2`)).json();
    const second = (
      await operator.api('GET', `${ERRORS}?limit=2&cursor=${first.nextCursor}`)
    ).json();
    expect(second.nextCursor).toBeNull();
    const types = [...first.items, ...second.items].map(({ type }: { type: string }) => type);
    expect(types.sort()).toEqual(['one', 'three', 'two']);
    expect((await operator.api('GET', `${ERRORS}?cursor=x`)).statusCode).toBe(422);
    expect((await operator.api('GET', `${ERRORS}?state=closed`)).statusCode).toBe(422);
    expect((await operator.api('GET', `${ERRORS}/${'0'.repeat(32)}`)).statusCode).toBe(404);
    expect((await operator.api('POST', `${ERRORS}/${'0'.repeat(32)}/resolve`)).statusCode).toBe(
      404,
    );
  });

  it('sees what a request failed by, under the id that its answer had', async () => {
    const server = await createTestApp();
    onTestFinished(() => server.close());
    const operator = await server.signUp();
    const { list } = server.store.categories;
    server.store.categories.list = () => Promise.reject(new RangeError('out of reach'));
    const answer = await operator.api('GET', 'categories');
    server.store.categories.list = list;
    expect(answer.statusCode).toBe(500);
    const problem = answer.json();
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.stringify(problem)).not.toContain('reach');
    await server.wired.keepErrors();
    const [group] = (await operator.api('GET', ERRORS)).json().items;
    const detail = (await operator.api('GET', `${ERRORS}/${group.id}`)).json();
    expect(detail).toMatchObject({ source: 'server', type: 'RangeError', message: 'out of reach' });
    expect(detail.events[0].context).toEqual({
      requestId: problem.requestId,
      method: 'GET',
      route: '/api/v1/categories',
      householdId: operator.householdId,
      userId: operator.userId,
    });
  });
});

describe('Web Vitals', () => {
  it('are counted by page, all others as one', async () => {
    const server = await createTestApp({ config: { METRICS_TOKEN: 'only-those-who-watch' } });
    onTestFinished(() => server.close());
    const vitals = [
      { name: 'LCP', value: 1_900, page: PAGE },
      { name: 'CLS', value: 0.07, page: PAGE },
      { name: 'INP', value: 90, page: '/made/up' },
      { name: 'TTFB', value: 30, page: '/console/errors' },
    ];
    expect((await tell(server, { vitals })).statusCode).toBe(202);
    const counted = await metricsOf(server, /^duetide_web_vitals_\w+_(sum|count).* (?!0$)/);
    expect(counted.sort()).toEqual([
      `duetide_web_vitals_layout_shift_count{page="${PAGE}"} 1`,
      `duetide_web_vitals_layout_shift_sum{page="${PAGE}"} 0.07`,
      'duetide_web_vitals_seconds_count{page="/console",vital="TTFB"} 1',
      `duetide_web_vitals_seconds_count{page="${PAGE}",vital="LCP"} 1`,
      'duetide_web_vitals_seconds_count{page="other",vital="INP"} 1',
      'duetide_web_vitals_seconds_sum{page="/console",vital="TTFB"} 0.03',
      `duetide_web_vitals_seconds_sum{page="${PAGE}",vital="LCP"} 1.9`,
      'duetide_web_vitals_seconds_sum{page="other",vital="INP"} 0.09',
    ]);
  });

  it('are wanted of as many as the operator says', async () => {
    const server = await createTestApp({ config: { WEB_VITALS_PERCENT: '25' } });
    onTestFinished(() => server.close());
    const settings = (await server.api('GET', 'telemetry')).json();
    expect(settings).toEqual({ vitalsShare: 0.25 });
  });
});
