import { beforeEach, describe, expect, it } from 'vitest';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import { createKeptAnswers, keyOf } from './kept-answers.ts';
import type { KeptAnswer, KeptStore } from './kept-store.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-20T10:00:00Z');
const SUMMARY = keyOf('GET summary', {});
const SESSION = keyOf('GET auth/session', {});

/** A browser's storage, as IndexedDB keeps it: it outlives pages. */
function createDisk() {
  const state = { owner: null as string | null, answers: new Map<string, KeptAnswer>() };
  const store: KeptStore = {
    async adopt(owner, oldest) {
      if (state.owner !== owner) state.answers.clear();
      state.owner = owner;
      for (const { key, trueAt } of state.answers.values()) {
        if (trueAt < oldest) state.answers.delete(key);
      }
    },
    async write(owner, answers) {
      if (state.owner !== owner) return;
      for (const answer of answers) state.answers.set(answer.key, structuredClone(answer));
    },
    read: async () => ({ owner: state.owner, answers: [...state.answers.values()] }),
    async clear() {
      state.owner = null;
      state.answers.clear();
    },
  };
  return { state, store };
}

let now: number;
let disk: ReturnType<typeof createDisk>;
beforeEach(() => {
  now = START;
  disk = createDisk();
});

function sessionOf(person: string, household = 'home'): CurrentSession {
  const expiresAt = new Date(START + 90 * DAY).toISOString();
  return {
    session: { id: `session-of-${person}`, expiresAt },
    user: { id: person, name: person, email: `${person}@example.com`, role: 'user' },
    household: { id: household },
  } as CurrentSession;
}

/** As after a reload: nothing in memory, the disk as it was. */
function openPage(format = 'format-1') {
  const idle: (() => void)[] = [];
  const kept = createKeptAnswers({
    store: disk.store,
    format,
    now: () => now,
    whenIdle: (run) => idle.push(run),
  });
  const ask = (key: string, answer: unknown) => kept.begin()({ key, answer, trueAt: now });
  return {
    kept,
    ask,
    enter: (person: string, household?: string) => kept.belongTo(sessionOf(person, household), now),
    leave: () => kept.belongTo(null, now),
    /** What is planned is done, and on the disk. */
    async rest() {
      for (const run of idle.splice(0)) run();
      await kept.read('nothing');
    },
    answerTo: async (key: string) => (await kept.read(key))?.answer ?? null,
  };
}

async function keepSummaryOf(person: string): Promise<void> {
  const page = openPage();
  await page.enter(person);
  page.ask(SUMMARY, { of: person });
  await page.rest();
}

describe('what was read', () => {
  it('is there after a reload, with the session, and says when it was true', async () => {
    await keepSummaryOf('ada');
    now += DAY;
    const page = openPage();
    const session = await page.kept.read(SESSION);
    expect(session).toMatchObject({ answer: { user: { id: 'ada' } }, trueAt: START });
    expect(await page.kept.read(SUMMARY)).toMatchObject({ answer: { of: 'ada' }, trueAt: START });
  });

  it('is kept although it was asked for before it was known who is signed in', async () => {
    const page = openPage();
    page.ask(SUMMARY, 'early');
    await page.enter('ada');
    await page.rest();
    expect(await openPage().answerTo(SUMMARY)).toBe('early');
  });

  it('is not kept if it turns out that nobody is signed in', async () => {
    const page = openPage();
    page.ask(SUMMARY, 'of nobody');
    await page.leave();
    await page.rest();
    expect(disk.state.answers.size).toBe(0);
  });

  it('can be read before it is written', async () => {
    const page = openPage();
    await page.enter('ada');
    page.ask(SUMMARY, 'just now');
    expect(await page.answerTo(SUMMARY)).toBe('just now');
  });

  it('holds each subscription of a list, as the newest list has it', async () => {
    const page = openPage();
    await page.enter('ada');
    page.ask(keyOf('GET subscriptions', { query: { limit: 200 } }), {
      items: [{ id: 'one', name: 'old' }],
    });
    now += 1;
    page.ask(keyOf('GET subscriptions', { query: { q: 'o' } }), {
      items: [{ id: 'two' }, { id: 'one', name: 'new' }],
    });
    await page.rest();
    const one = keyOf('GET subscriptions/{id}', { params: { id: 'one' } });
    expect(await page.kept.read(one)).toMatchObject({ answer: { name: 'new' }, trueAt: START + 1 });
    const none = keyOf('GET subscriptions/{id}', { params: { id: 'three' } });
    expect(await page.answerTo(none)).toBeNull();
  });
});

describe('nothing is left', () => {
  it('after signing out, nor written by an answer that was on its way', async () => {
    const page = openPage();
    await page.enter('ada');
    const keep = page.kept.begin();
    page.ask(SUMMARY, 'planned');
    await page.leave();
    keep({ key: SUMMARY, answer: 'late', trueAt: now });
    await page.rest();
    expect(disk.state).toEqual({ owner: null, answers: new Map() });
    expect(await openPage().answerTo(SESSION)).toBeNull();
  });

  it('after asking to sign out without a connection', async () => {
    await keepSummaryOf('ada');
    const page = openPage();
    await page.enter('ada');
    await page.kept.forget();
    expect(disk.state.answers.size).toBe(0);
    expect(await page.answerTo(SUMMARY)).toBeNull();
  });

  it.each([
    ['another person', 'grace', 'home'],
    ['another household', 'ada', 'office'],
  ])('for %s', async (_who, person, household) => {
    await keepSummaryOf('ada');
    const page = openPage();
    await page.enter(person, household);
    expect(await page.answerTo(SUMMARY)).toBeNull();
    await page.rest();
    expect([...disk.state.answers.keys()]).toEqual([SESSION]);
  });

  it('of what the first asked for, when a second signs in on the same page', async () => {
    const page = openPage();
    await page.enter('ada');
    const keep = page.kept.begin();
    await page.leave();
    await page.enter('grace');
    keep({ key: SUMMARY, answer: 'of ada', trueAt: now });
    await page.rest();
    expect(await page.answerTo(SUMMARY)).toBeNull();
  });

  it('by a tab that does not know yet that somebody else signed in elsewhere', async () => {
    const [first, second] = [openPage(), openPage()];
    await first.enter('ada');
    await second.enter('grace');
    first.ask(SUMMARY, 'with the cookie of grace');
    await first.rest();
    await second.rest();
    expect(await second.answerTo(SUMMARY)).toBeNull();
    expect(await openPage().answerTo(SESSION)).toMatchObject({ user: { id: 'grace' } });
  });

  it('after 30 days', async () => {
    await keepSummaryOf('ada');
    now += 30 * DAY;
    expect(await openPage().answerTo(SUMMARY)).not.toBeNull();
    now += 1;
    expect(await openPage().answerTo(SUMMARY)).toBeNull();
    expect(disk.state.answers.size).toBe(0);
  });

  it('although somebody comes back every day without a connection', async () => {
    await keepSummaryOf('ada');
    for (let day = 1; day <= 31; day += 1) {
      now = START + day * DAY;
      const page = openPage();
      const session = await page.kept.read(SESSION);
      if (session) await page.kept.belongTo(session.answer as CurrentSession, session.trueAt);
      await page.rest();
    }
    expect(disk.state.answers.size).toBe(0);
  });

  it('once the session would be over on the server too', async () => {
    await keepSummaryOf('ada');
    const kept = disk.state.answers.get(SESSION)?.answer as CurrentSession;
    kept.session.expiresAt = new Date(START + DAY).toISOString();
    now += DAY;
    expect(await openPage().answerTo(SUMMARY)).toBeNull();
    expect(disk.state.answers.size).toBe(0);
  });

  it('for a version that knows other shapes', async () => {
    await keepSummaryOf('ada');
    expect(await openPage('format-2').answerTo(SUMMARY)).toBeNull();
    expect(disk.state.answers.size).toBe(0);
  });
});

it('a device that refuses to keep anything is no failure', async () => {
  const refuse = () => Promise.reject(new Error('The disk is full'));
  disk.store = { adopt: refuse, write: refuse, read: refuse, clear: refuse };
  const page = openPage();
  await page.enter('ada');
  page.ask(SUMMARY, 'seen');
  await page.rest();
  expect(await page.answerTo(SUMMARY)).toBeNull();
  await page.leave();
});

it('the same question has one key, however it is put', () => {
  const key = keyOf('GET calendar', { query: { from: 'a', to: 'b' } });
  expect(keyOf('GET calendar', { query: { to: 'b', cursor: undefined, from: 'a' } })).toBe(key);
  expect(keyOf('GET calendar', { query: { from: 'a', to: 'c' } })).not.toBe(key);
});
