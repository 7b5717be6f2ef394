import type { Answer, Question } from './http-client.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { StoredSubscription } from './stored-subscriptions.ts';

/** What a writer knows of one of their subscriptions. Its name is never used twice. */
export interface KnownSubscription {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** These three change together. */
  readonly notes: string;
  readonly amount: string;
  readonly tags: readonly string[];
  readonly isTrashed: boolean;
  /** The ledger, by due date. */
  readonly entries: Readonly<Record<string, { version: number; amount: string }>>;
}

/** One write, and what it is to make of what is known. */
export interface KnownChange {
  before: KnownSubscription;
  after: KnownSubscription;
  status: number;
  question: Question;
}

const DUE_DAYS = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'];

/** Of one of the newest that are not in the trash. */
export function nextChange(
  known: readonly KnownSubscription[],
  random: SeededRandom,
): KnownChange | null {
  const live = known.slice(-20).filter(({ isTrashed }) => !isTrashed);
  if (live.length === 0) return null;
  const before = random.pick(live);
  const draw = random.next();
  if (draw < 0.45) return edit(before);
  if (draw < 0.9) return enter(before, random.pick(DUE_DAYS), random.next() < 0.3);
  return trash(before);
}

function edit(before: KnownSubscription): KnownChange {
  const version = before.version + 1;
  const [notes, amount] = [`Version ${version}`, `${version}.50`];
  const after = { ...before, version, notes, amount, tags: [`v${version}`] };
  return {
    before,
    after,
    status: 200,
    question: {
      url: `subscriptions/${before.id}`,
      method: 'PATCH',
      headers: { 'if-match': `"${before.version}"` },
      body: { notes, tags: after.tags, prices: [{ amount, currency: 'EUR' }] },
    },
  };
}

/** Makes or changes an entry of the ledger, or takes one back that is there. */
function enter(before: KnownSubscription, dueOn: string, isTakenBack: boolean): KnownChange {
  const url = `subscriptions/${before.id}/payments/${dueOn}`;
  const { [dueOn]: present, ...others } = before.entries;
  const headers: Record<string, string> = present ? { 'if-match': `"${present.version}"` } : {};
  if (present && isTakenBack) {
    const after = { ...before, entries: others };
    return { before, after, status: 204, question: { url, method: 'DELETE', headers } };
  }
  const version = (present?.version ?? 0) + 1;
  const amount = `${version}.25`;
  const after = { ...before, entries: { ...others, [dueOn]: { version, amount } } };
  const body = { status: 'paid', amount: { amount, currency: 'EUR' } };
  return { before, after, status: 200, question: { url, method: 'PUT', headers, body } };
}

function trash(before: KnownSubscription): KnownChange {
  return {
    before,
    after: trashed(before),
    status: 204,
    question: {
      url: `subscriptions/${before.id}`,
      method: 'DELETE',
      headers: { 'if-match': `"${before.version}"` },
    },
  };
}

export function trashed(before: KnownSubscription): KnownSubscription {
  return { ...before, version: before.version + 1, isTrashed: true };
}

/** As it is once it has been made: `id` is the server's to choose. */
export function newlyNamed(name: string): Omit<KnownSubscription, 'id'> {
  return { name, version: 1, notes: '', amount: '9.99', tags: [], isTrashed: false, entries: {} };
}

interface LedgerAnswer {
  items: { dueOn: string; isRecorded: boolean; version: number; amount: { amount: string } }[];
}

/** @param ledger the answer of its `payments`, where there may be any */
export function readKnown(found: StoredSubscription, ledger?: Answer): KnownSubscription {
  const { items }: LedgerAnswer = ledger ? JSON.parse(ledger.text) : { items: [] };
  const entries = items.flatMap(({ dueOn, isRecorded, version, amount }) =>
    isRecorded ? [[dueOn, { version, amount: amount.amount }]] : [],
  );
  return knownFrom(found, Object.fromEntries(entries));
}

export function knownFrom(
  { id, name, version, notes, tags, prices, deletedAt }: StoredSubscription,
  entries: KnownSubscription['entries'],
): KnownSubscription {
  const amount = prices.map((price) => price.amount).join();
  return { id, name, version, notes, amount, tags, isTrashed: deletedAt !== null, entries };
}
