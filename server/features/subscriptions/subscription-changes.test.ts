import { describe, expect, it } from 'vitest';
import { sampleSubscription } from '#tests/support/sample-records.ts';
import { applyPatch, copyOf } from './subscription-changes.ts';

const row = sampleSubscription({
  anchor: '2026-01-31',
  prices: [
    { from: '2026-01-31', amountMinor: 1549, currency: 'USD' },
    { from: '2026-06-30', amountMinor: 1799, currency: 'USD' },
  ],
  trialEndsOn: '2026-01-15',
  notes: 'mine',
});

function faultAt(pointer: string) {
  return expect.objectContaining({ errors: [expect.objectContaining({ pointer })] });
}

describe('a patch', () => {
  it('changes what it names and nothing else', () => {
    expect(applyPatch(row, { name: 'Hulu', notes: '' })).toEqual({
      ...row,
      name: 'Hulu',
      notes: '',
    });
  });

  it('sets to null what it says is null, and leaves what it does not say', () => {
    expect(applyPatch(row, { trialEndsOn: null }).trialEndsOn).toBeNull();
    expect(applyPatch(row, { trialEndsOn: undefined }).trialEndsOn).toBe('2026-01-15');
  });

  it('replaces the whole list of prices, the first beginning on the anchor unless it says so', () => {
    expect(applyPatch(row, { prices: [{ amount: '9.99', currency: 'EUR' }] }).prices).toEqual([
      { from: '2026-01-31', amountMinor: 999, currency: 'EUR' },
    ]);
    const moved = applyPatch(row, {
      anchor: '2026-02-28',
      prices: [{ amount: '9.99', currency: 'EUR' }],
    });
    expect(moved.prices).toEqual([{ from: '2026-02-28', amountMinor: 999, currency: 'EUR' }]);
  });

  it('takes the first price along with the anchor that it began on', () => {
    for (const anchor of ['2026-01-20', '2026-03-01'] as const) {
      expect(applyPatch(row, { anchor }).prices.map(({ from }) => from)).toEqual([
        anchor,
        '2026-06-30',
      ]);
    }
  });

  it('leaves a first price that began before the anchor', () => {
    const early = {
      ...row,
      prices: [{ from: '2025-12-01', amountMinor: 1, currency: 'EUR' }] as const,
    };
    expect(applyPatch(early, { anchor: '2026-03-01' }).prices).toEqual(early.prices);
  });

  it('is refused where the whole no longer fits together', () => {
    expect(() => applyPatch(row, { anchor: '2026-07-01' })).toThrow(faultAt('/prices/1/from'));
    expect(() => applyPatch(row, { anchor: '2026-01-15' })).toThrow(faultAt('/trialEndsOn'));
    expect(() => applyPatch(row, { minimumTermEndsOn: '2026-01-30' })).toThrow(
      faultAt('/minimumTermEndsOn'),
    );
    expect(() => applyPatch(row, { prices: [{ amount: '0.001', currency: 'EUR' }] })).toThrow(
      faultAt('/prices/0/amount'),
    );
    expect(() =>
      applyPatch(row, { prices: [{ from: '2026-02-01', amount: '1.00', currency: 'EUR' }] }),
    ).toThrow(faultAt('/prices/0/from'));
  });
});

describe('a copy', () => {
  it('has the facts, but neither pauses nor cancellation nor trash', () => {
    const original = sampleSubscription({
      version: 9,
      pauses: [{ from: '2026-03-01', until: null }],
      cancelledOn: '2026-04-01',
      accessUntil: '2026-04-30',
      deletedAt: '2026-05-01T00:00:00.000Z',
      tags: ['video'],
    });
    expect(copyOf(original, 'new-id', '2026-06-01T00:00:00.000Z')).toEqual({
      ...original,
      id: 'new-id',
      version: 1,
      name: 'Netflix (copy)',
      pauses: [],
      cancelledOn: null,
      accessUntil: null,
      createdAt: '2026-06-01T00:00:00.000Z',
      updatedAt: '2026-06-01T00:00:00.000Z',
      deletedAt: null,
    });
  });

  it('has a name that is not too long', () => {
    const { name } = copyOf(sampleSubscription({ name: 'n'.repeat(200) }), 'x', '');
    expect(name).toHaveLength(200);
    expect(name.endsWith('n (copy)')).toBe(true);
    const cut = copyOf(sampleSubscription({ name: `${'n'.repeat(192)}😀😀` }), 'x', '');
    expect(cut.name).toBe(`${'n'.repeat(192)} (copy)`);
  });
});
