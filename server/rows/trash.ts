import { type Clock, instantOf } from '#server/clock.ts';

/** How long what was deleted can be brought back. */
export const TRASH_DAYS = 30;

const DAY = 24 * 60 * 60 * 1_000;

export interface TrashBin {
  purgeTrash(deletedBefore: string): Promise<number>;
}

/** Removes for good what has lain in the trash for too long. @returns how many rows. */
export async function emptyTrash(bins: readonly TrashBin[], clock: Clock): Promise<number> {
  const deletedBefore = instantOf(clock.now() - TRASH_DAYS * DAY);
  let removed = 0;
  for (const bin of bins) removed += await bin.purgeTrash(deletedBefore);
  return removed;
}
