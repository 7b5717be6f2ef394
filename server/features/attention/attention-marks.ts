import { type Clock, instantOf } from '#server/clock.ts';
import { AppError } from '#shared/app-error.ts';
import type {
  AttentionMarks,
  AttentionOwner,
  AttentionRepository,
} from './attention-repository.ts';

/** The oldest are forgotten beyond that: it is several times what is ever listed at once. */
const MOST_KEYS = 500;
const ATTEMPTS = 5;

type Lists = Pick<AttentionMarks, 'seen' | 'dismissed'>;

const NONE: Lists = { seen: [], dismissed: [] };

export type AttentionMarkStore = ReturnType<typeof createAttentionMarks>;

/** What members have seen and dismissed, on all of their devices. */
export function createAttentionMarks({
  attention: rows,
  clock,
}: {
  attention: AttentionRepository;
  clock: Clock;
}) {
  /** Again if another device was faster. */
  async function change(owner: AttentionOwner, alter: (lists: Lists) => Lists): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = await rows.find(owner);
      const before = row ?? NONE;
      const { seen, dismissed } = alter(before);
      if (seen.length === before.seen.length && dismissed.length === before.dismissed.length) {
        return;
      }
      const now = instantOf(clock.now());
      const changed = {
        version: row?.version ?? 1,
        seen: seen.slice(-MOST_KEYS),
        dismissed: dismissed.slice(-MOST_KEYS),
        createdAt: row?.createdAt ?? now,
        updatedAt: now,
      };
      if (await rows.put(owner, changed, row?.version ?? null)) return;
    }
    throw new AppError('conflict', {
      detail: 'Others are changing it at the same moment',
      retryAfter: 1,
    });
  }

  return {
    async of(owner: AttentionOwner): Promise<Lists> {
      return (await rows.find(owner)) ?? NONE;
    },

    async see(owner: AttentionOwner, keys: readonly string[]): Promise<void> {
      await change(owner, ({ seen, dismissed }) => ({
        seen: [...new Set([...seen, ...keys])],
        dismissed,
      }));
    },

    async dismiss(owner: AttentionOwner, key: string): Promise<void> {
      await change(owner, ({ seen, dismissed }) => ({
        seen,
        dismissed: [...new Set([...dismissed, key])],
      }));
    },

    /** @throws AppError `not-found` if it was not dismissed */
    async bringBack(owner: AttentionOwner, key: string): Promise<void> {
      await change(owner, ({ seen, dismissed }) => {
        if (!dismissed.includes(key)) throw new AppError('not-found');
        return { seen, dismissed: dismissed.filter((each) => each !== key) };
      });
    },
  };
}
