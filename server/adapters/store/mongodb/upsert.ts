import { isDuplicate } from './mongodb-fault.ts';

/**
 * Of two upserts of the same key at the same moment both may find nothing, and one is told that
 * the key is there. Repeated it finds the row and replaces it. If it still fails, it was another
 * key than the one asked by. https://www.mongodb.com/docs/manual/reference/method/db.collection.updateOne/#upsert-with-duplicate-values
 */
export async function upsertTwice<Result>(upsert: () => Promise<Result>): Promise<Result> {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return upsert();
  }
}
