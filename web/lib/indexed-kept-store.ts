import type { KeptAnswer, KeptStore } from './kept-store.ts';

const DATABASE = 'duetide-kept';
const ANSWERS = 'answers';
const FACTS = 'facts';
const OWNER = 'owner';
/** A list of 200 subscriptions is about 40 kB. */
const MOST_ANSWERS = 200;

/** Keeps answers in IndexedDB. Every call is one transaction, so that tabs do not mix theirs. */
export function createIndexedKeptStore(): KeptStore {
  let opening: Promise<IDBDatabase> | null = null;

  async function transact<R>(
    mode: IDBTransactionMode,
    run: (answers: IDBObjectStore, facts: IDBObjectStore) => () => R,
  ): Promise<R> {
    opening ??= openDatabase(() => {
      opening = null;
    });
    const transaction = (await opening).transaction([ANSWERS, FACTS], mode);
    const result = run(transaction.objectStore(ANSWERS), transaction.objectStore(FACTS));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(result());
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser gave up'));
    });
  }

  return {
    adopt: (owner, oldest) =>
      transact('readwrite', (answers, facts) => {
        whenDone(facts.get(OWNER), (present) => {
          if (present === owner) return removeOldest(answers, oldest);
          answers.clear();
          facts.put(owner, OWNER);
        });
        return () => {};
      }),
    write: (owner, list) =>
      transact('readwrite', (answers, facts) => {
        whenDone(facts.get(OWNER), (present) => {
          if (present === owner) for (const answer of list) answers.put(answer);
        });
        return () => {};
      }),
    read: () =>
      transact('readonly', (answers, facts) => {
        const all: IDBRequest<KeptAnswer[]> = answers.getAll();
        const owner = facts.get(OWNER);
        return () => ({ owner: owner.result ?? null, answers: all.result });
      }),
    clear: () =>
      transact('readwrite', (answers, facts) => {
        answers.clear();
        facts.clear();
        return () => {};
      }),
  };
}

function removeOldest(answers: IDBObjectStore, oldest: number): void {
  whenDone(answers.count(), (count) => {
    let tooMany = count - MOST_ANSWERS;
    whenDone(answers.index('trueAt').openCursor(), (cursor) => {
      if (!cursor || (cursor.value.trueAt >= oldest && tooMany <= 0)) return;
      cursor.delete();
      tooMany -= 1;
      cursor.continue();
    });
  });
}

/** A cursor's request is done once for every row. */
function whenDone<R>(request: IDBRequest<R>, run: (result: R) => void): void {
  request.onsuccess = () => run(request.result);
}

function openDatabase(onClosed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ANSWERS, { keyPath: 'key' }).createIndex('trueAt', 'trueAt');
      request.result.createObjectStore(FACTS);
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = onClosed;
      // Another tab is of a version that keeps things differently.
      database.onversionchange = () => {
        database.close();
        onClosed();
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
  });
}
