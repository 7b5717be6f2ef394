import type { Db } from 'mongodb';

/** Has a document from before the first row is removed until after the last one has come. */
const COLLECTION = 'unfinished_restore';
const ONLY = 'restore';

export async function isRestoreUnfinished(db: Db): Promise<boolean> {
  return (await db.collection<{ _id: string }>(COLLECTION).findOne({ _id: ONLY })) !== null;
}

export async function markRestore(db: Db, begunAt: Date): Promise<void> {
  const found = db.collection<{ _id: string; begunAt: Date }>(COLLECTION);
  await found.replaceOne({ _id: ONLY }, { begunAt }, { upsert: true });
}

export async function unmarkRestore(db: Db): Promise<void> {
  await db.collection<{ _id: string }>(COLLECTION).deleteOne({ _id: ONLY });
}

/** @throws Error of one line where the database is half of what was to be restored. */
export async function assertWhole(db: Db): Promise<void> {
  if (await isRestoreUnfinished(db)) {
    throw new Error('a restore was cut short in it. Run `duetide restore` again');
  }
}
