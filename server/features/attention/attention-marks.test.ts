import { expect, it } from 'vitest';
import { sampleAttentionMarks, sampleId } from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createAttentionMarks } from './attention-marks.ts';
import type { AttentionMarks, AttentionRepository } from './attention-repository.ts';

const ADA = { householdId: sampleId(100), userId: sampleId(1) };

/** One row, which other devices change `times` before each of the first attempts is written. */
function busyRow(times: number): { attention: AttentionRepository; row(): AttentionMarks | null } {
  let row: AttentionMarks | null = sampleAttentionMarks({ seen: [], dismissed: [] });
  let left = times;
  return {
    row: () => row,
    attention: {
      find: async () => row,
      async put(_owner, marks, expected) {
        if (left > 0 && row) {
          left -= 1;
          row = { ...row, version: row.version + 1, seen: [...row.seen, `other.${left}`] };
        }
        if (expected !== (row?.version ?? null)) return false;
        row = { ...marks, version: (expected ?? 0) + 1 };
        return true;
      },
    },
  };
}

it('adds to what other devices marked at the same moment', async () => {
  const busy = busyRow(4);
  const marks = createAttentionMarks({
    ...busy,
    clock: createSetClock('2026-11-20T12:00:00.000Z'),
  });
  await marks.see(ADA, ['mine']);
  expect(busy.row()?.seen).toEqual(['other.3', 'other.2', 'other.1', 'other.0', 'mine']);
});

it('gives up where they never stop, and says when to try again', async () => {
  const busy = busyRow(5);
  const marks = createAttentionMarks({
    ...busy,
    clock: createSetClock('2026-11-20T12:00:00.000Z'),
  });
  await expect(marks.dismiss(ADA, 'x')).rejects.toMatchObject({ code: 'conflict', retryAfter: 1 });
  expect(busy.row()?.dismissed).toEqual([]);
});

it('writes nothing where nothing is new', async () => {
  const busy = busyRow(0);
  const marks = createAttentionMarks({
    ...busy,
    clock: createSetClock('2026-11-20T12:00:00.000Z'),
  });
  await marks.see(ADA, ['a']);
  await marks.see(ADA, ['a']);
  expect(busy.row()).toMatchObject({ version: 2, seen: ['a'] });
});
