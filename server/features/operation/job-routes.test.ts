import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const ADDRESS = 'operator/jobs';
const NOW = '2026-11-20T12:00:00.000Z';

async function setUp() {
  const server: TestApp = await createTestApp({ now: NOW });
  onTestFinished(() => server.close());
  // The first account is the operator's.
  return { server, operator: await server.signUp(), jobs: server.store.jobs };
}

/** Adds runs of the purge by the second, and ends some of them. */
async function addRuns({ store }: TestApp, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, number) => `purge::test-${number}`);
  const rows = ids.map((id, number) => ({
    id,
    kind: 'purge',
    payload: '{}',
    scheduledFor: new Date(Date.parse('2026-11-20T11:00:00.000Z') + number * 1_000).toISOString(),
    createdAt: NOW,
  }));
  await store.jobs.insertMany(null, rows);
  return ids;
}

async function endNext({ store }: TestApp, state: 'done' | 'dead', error: string | null = null) {
  const now = '2026-11-20T11:30:00.000Z';
  const job = await store.jobs.claim({ kinds: ['purge'], holder: 'a', now, until: NOW });
  await store.jobs.finish(job?.id ?? '', 'a', {
    state,
    endedAt: '2026-11-20T11:30:01.250Z',
    error,
  });
}

async function get(member: TestMember, path: string) {
  const reply = await member.api('GET', path);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

function jobNamed({ items }: { items: { name: string }[] }, wanted: string) {
  return items.find(({ name }) => name === wanted) as Record<string, unknown> | undefined;
}

describe('the jobs of the installation', () => {
  it('are shown with schedule, next and last run, and how many there are', async () => {
    const { server, operator } = await setUp();
    const answer = await get(operator, ADDRESS);
    expect(answer.nextCursor).toBeNull();
    expect(jobNamed(answer, 'purge')).toEqual({
      name: 'purge',
      schedule: { cron: '17 * * * *', timeZone: 'UTC', missed: 'run-once' },
      nextRunAt: '2026-11-20T12:17:00.000Z',
      lastRun: null,
      counts: { waiting: 0, running: 0, done: 0, skipped: 0, dead: 0 },
    });
    await addRuns(server, 4);
    await endNext(server, 'done');
    await endNext(server, 'dead', 'no luck');
    const purge = jobNamed(await get(operator, ADDRESS), 'purge');
    expect(purge?.counts).toEqual({ waiting: 2, running: 0, done: 1, skipped: 0, dead: 1 });
    expect(purge?.lastRun).toEqual({
      id: 'purge::test-1',
      job: 'purge',
      householdId: null,
      state: 'dead',
      attempt: 1,
      scheduledFor: '2026-11-20T11:00:01.000Z',
      dueAt: null,
      startedAt: '2026-11-20T11:30:00.000Z',
      endedAt: '2026-11-20T11:30:01.250Z',
      milliseconds: 1_250,
      error: 'no luck',
    });
  });

  it('of kinds that this version does not know are shown as well', async () => {
    const { operator, jobs } = await setUp();
    const row = { kind: 'sing', payload: '{}', scheduledFor: NOW, createdAt: NOW };
    await jobs.insertMany(operator.householdId, [{ id: 'sing::1', ...row }]);
    const answer = await get(operator, ADDRESS);
    expect(jobNamed(answer, 'purge')).toBeDefined();
    expect(jobNamed(answer, 'sing')).toMatchObject({
      schedule: null,
      nextRunAt: null,
      counts: { waiting: 1 },
    });
    const runs = (await get(operator, `${ADDRESS}/sing/runs`)).items;
    expect(runs).toMatchObject([{ householdId: operator.householdId, dueAt: NOW }]);
  });

  it('are for the operator alone', async () => {
    const { server } = await setUp();
    const owner = await server.signUp();
    for (const [method, path] of [
      ['GET', ADDRESS],
      ['GET', `${ADDRESS}/purge/runs`],
      ['POST', `${ADDRESS}/purge/run`],
      ['POST', `${ADDRESS}/purge/runs/x/retry`],
    ] as const) {
      expect((await server.api(method, path)).statusCode).toBe(401);
      const reply = await owner.api(method, path);
      expect([reply.statusCode, reply.json().code]).toEqual([403, 'role-too-low']);
    }
    expect(await server.store.jobs.count()).toEqual([]);
  });
});

describe('the runs of a job', () => {
  it('come in pages, the newest first, whatever their state', async () => {
    const { server, operator } = await setUp();
    const ids = await addRuns(server, 7);
    await endNext(server, 'done');
    await endNext(server, 'dead');
    const seen: string[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const query: string = cursor ? `&cursor=${cursor}` : '';
      const page = await get(operator, `${ADDRESS}/purge/runs?limit=3${query}`);
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
      pages += 1;
    }
    expect(seen).toEqual(ids.toReversed());
    expect(pages).toBe(3);
    const dead = await get(operator, `${ADDRESS}/purge/runs?state=dead`);
    expect(dead.items).toMatchObject([{ id: ids[1], state: 'dead' }]);
  });

  it.each([
    ['purge/runs?state=asleep', '/query/state'],
    ['purge/runs?cursor=x', '/query/cursor'],
    [`purge/runs?cursor=${Buffer.from('["1","x"]').toString('base64url')}`, '/query/cursor'],
    ['purge/runs?limit=0', '/query/limit'],
  ])('are refused for %s', async (path, pointer) => {
    const { operator } = await setUp();
    const reply = await operator.api('GET', `${ADDRESS}/${path}`);
    expect([reply.statusCode, reply.json().errors[0].pointer]).toEqual([422, pointer]);
  });

  it('are not found for what nobody knows', async () => {
    const { operator } = await setUp();
    expect((await operator.api('GET', `${ADDRESS}/sing/runs`)).statusCode).toBe(404);
    expect((await operator.api('POST', `${ADDRESS}/sing/run`)).statusCode).toBe(404);
    const unknown = await operator.api('POST', `${ADDRESS}/purge/runs/x/retry`);
    expect(unknown.statusCode).toBe(404);
  });
});

describe('an operator who does not want to wait', () => {
  it('has a job run now, and sees how it went', async () => {
    const { server, operator } = await setUp();
    const made = (await operator.api('POST', 'categories', { name: 'Games' })).json();
    await operator.api('DELETE', `categories/${made.id}`);
    server.clock.advance(31 * 24 * 3_600_000);
    const again = await operator.api('POST', 'auth/sign-in', {
      email: operator.email,
      password: operator.password,
    });
    const cookie = String(again.headers['set-cookie']).split(';')[0] ?? '';
    const asked = await server.api('POST', `${ADDRESS}/purge/run`, undefined, { cookie });
    expect(asked.statusCode, asked.body).toBe(202);
    expect(asked.json()).toMatchObject({ job: 'purge', state: 'waiting', attempt: 0 });
    server.wired.startJobs();
    const { id } = asked.json();
    await eventually('the run is done', 5_000, async () => {
      const found = await server.store.jobs.find(id);
      return found?.state === 'done';
    });
    expect(await server.store.categories.find(operator.householdId, made.id)).toBeNull();
  });

  it('has tried again what was given up, and nothing else', async () => {
    const { server, operator, jobs } = await setUp();
    const [done = '', dead = '', waiting = ''] = await addRuns(server, 3);
    await endNext(server, 'done');
    await endNext(server, 'dead', 'no luck');
    for (const id of [done, waiting]) {
      const reply = await operator.api('POST', `${ADDRESS}/purge/runs/${id}/retry`);
      expect([reply.statusCode, reply.json().code], id).toEqual([409, 'conflict']);
    }
    const path = `${ADDRESS}/purge/runs/${encodeURIComponent(dead)}/retry`;
    const reply = await operator.api('POST', path);
    expect([reply.statusCode, reply.json().state]).toEqual([202, 'waiting']);
    expect(await jobs.find(dead)).toMatchObject({ state: 'waiting', attempt: 0, claimableAt: NOW });
  });
});
