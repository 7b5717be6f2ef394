import { hideSecrets, placeOf } from '#server/config/mongodb-uri.ts';

/** @throws Error of one line with the place, and without the secrets that stand in `uri`. */
export async function inOneLine<Result>(uri: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const line = `The database ${placeOf(uri)} cannot be used: ${reason}`;
    throw new Error(hideSecrets(line, uri), { cause: error });
  }
}
