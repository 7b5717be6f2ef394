import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import type { KeptAnswer, KeptStore } from './kept-store.ts';

const DAY_MS = 86_400_000;
const KEPT_FOR_MS = 30 * DAY_MS;

const SESSION_KEY = keyOf('GET auth/session', {});
const LIST_PREFIX = 'GET subscriptions ';
const ONE_PREFIX = 'GET subscriptions/{id} ';

export type KeptAnswers = ReturnType<typeof createKeptAnswers>;

/**
 * The last answers that a person saw, for times without a connection. They are of whoever is signed
 * in: with the end of the session, and when somebody else signs in, they are gone. A device that
 * keeps nothing (a private window, a full disk) is no failure.
 *
 * @param deps.format changes with the shape of the answers: what was kept in another is not read
 * @param deps.whenIdle runs something when the page has nothing better to do
 */
export function createKeptAnswers(deps: {
  store: KeptStore;
  format: string;
  now: () => number;
  whenIdle: (run: () => void) => void;
}) {
  const { store, format, now, whenIdle } = deps;
  /** Undefined until it is known. */
  let owner: string | null | undefined;
  /** Another one for another person: what was asked for in the time of one is not kept for the next. */
  let visit = 0;
  let waiting = new Map<string, KeptAnswer>();
  let isFlushPlanned = false;
  let work: Promise<unknown> = Promise.resolve();

  /** One after the other, so that nothing is written after it was to be gone. */
  function inTurn<R>(run: () => Promise<R>): Promise<R | undefined> {
    const turn = work.then(run).catch(() => undefined);
    work = turn;
    return turn;
  }

  function planFlush(): void {
    if (isFlushPlanned || typeof owner !== 'string' || waiting.size === 0) return;
    isFlushPlanned = true;
    whenIdle(() => {
      isFlushPlanned = false;
      const answers = [...waiting.values()];
      const present = owner;
      waiting = new Map();
      if (typeof present === 'string') void inTurn(() => store.write(present, answers));
    });
  }

  function ownerOf({ user, household }: CurrentSession): string {
    return `${format}:${user.id}:${household.id}`;
  }

  function isOld({ trueAt }: KeptAnswer): boolean {
    return trueAt < now() - KEPT_FOR_MS;
  }

  /** A session may have ended since: then its household is not shown any more. */
  function isOver(kept: KeptAnswer | undefined): boolean {
    if (!kept || isOld(kept)) return true;
    const { session } = kept.answer as CurrentSession;
    return Date.parse(session.expiresAt) <= now();
  }

  async function find(key: string): Promise<KeptAnswer | null> {
    const kept = await store.read();
    const byKey = new Map(kept.answers.map((answer) => [answer.key, answer]));
    const isOfThisFormat = kept.owner?.startsWith(`${format}:`) ?? false;
    // Another tab may be somebody else's by now.
    if (typeof owner === 'string' && owner !== kept.owner) return null;
    if (!isOfThisFormat || isOver(waiting.get(SESSION_KEY) ?? byKey.get(SESSION_KEY))) {
      await store.clear();
      return null;
    }
    const found = byKey.get(key) ?? oneOfList(key, kept.answers);
    return found && !isOld(found) ? found : null;
  }

  return {
    /**
     * Says who is signed in, as often as it is known anew.
     * @param trueAt when that was known, in milliseconds since 1970
     */
    belongTo(session: CurrentSession | null, trueAt: number): Promise<unknown> {
      const next = session && ownerOf(session);
      if (next !== owner) {
        if (owner !== undefined) visit += 1;
        if (owner !== undefined || next === null) waiting.clear();
        owner = next;
        void inTurn(() => (next ? store.adopt(next, now() - KEPT_FOR_MS) : store.clear()));
      }
      // Signing in tells it too, without a question of its own.
      if (session) waiting.set(SESSION_KEY, { key: SESSION_KEY, answer: session, trueAt });
      planFlush();
      return work;
    },

    /** Removes what is kept, also where the session cannot be ended. */
    forget(): Promise<unknown> {
      visit += 1;
      owner = null;
      waiting.clear();
      return inTurn(() => store.clear());
    },

    /** To be called when something is asked for. @returns keeps the answer to it. */
    begin(): (answer: KeptAnswer) => void {
      const begun = visit;
      return (answer) => {
        if (begun !== visit || owner === null) return;
        waiting.set(answer.key, answer);
        planFlush();
      };
    },

    /** What was answered last; null where it was never asked for, or is too old. */
    async read(key: string): Promise<KeptAnswer | null> {
      if (owner === null) return null;
      const begun = visit;
      const waited = waiting.get(key);
      const found = waited ?? (await inTurn(() => find(key))) ?? null;
      return begun === visit ? found : null;
    },
  };
}

/** The same for the same question. */
export function keyOf(
  endpoint: string,
  { params = {}, query = {} }: { params?: object; query?: object },
): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return `${endpoint} ${JSON.stringify([params, Object.fromEntries(given.sort())])}`;
}

/** A list holds all that there is to know of each of its subscriptions. */
function oneOfList(key: string, answers: readonly KeptAnswer[]): KeptAnswer | null {
  if (!key.startsWith(ONE_PREFIX)) return null;
  const [{ id }] = JSON.parse(key.slice(ONE_PREFIX.length)) as [{ id: string }];
  const lists = answers.filter((answer) => answer.key.startsWith(LIST_PREFIX));
  for (const list of lists.sort((a, b) => b.trueAt - a.trueAt)) {
    const { items } = list.answer as { items: { id: string }[] };
    const item = items.find((view) => view.id === id);
    if (item) return { key, answer: item, trueAt: list.trueAt };
  }
  return null;
}
