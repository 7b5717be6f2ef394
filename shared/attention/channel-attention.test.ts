import { expect, it } from 'vitest';
import { channelAttention } from './channel-attention.ts';

const PHONE = { id: 'phone', name: 'My phone', kind: 'ntfy' } as const;
const fine = { ...PHONE, faultAt: null, faultWords: null };
const faulty = { ...PHONE, faultAt: '2026-06-10T08:00:00.000Z', faultWords: 'no such topic' };

function failed(hour: number, name: string | null, channelId = 'phone') {
  const at = `2026-06-10T${String(hour).padStart(2, '0')}:00:00.000Z`;
  return { channelId, name, at, words: `answer at ${hour}` };
}

it('tells of a channel’s failures at once, with its last words', () => {
  const rows = [
    failed(7, 'Spotify'),
    failed(9, 'Netflix'),
    failed(8, 'Netflix'),
    failed(10, 'X', 'y'),
  ];
  expect(channelAttention([fine], rows)).toEqual([
    {
      kind: 'delivery-failed',
      key: `delivery-failed.phone.${Date.parse('2026-06-10T09:00:00.000Z')}`,
      urgency: 'now',
      channel: PHONE,
      at: '2026-06-10T09:00:00.000Z',
      words: 'answer at 9',
      names: ['Netflix', 'Spotify'],
      count: 2,
    },
  ]);
});

it('has another key after a later failure', () => {
  const keyOf = (hour: number) => channelAttention([fine], [failed(hour, null)])[0]?.key;
  expect(keyOf(7)).not.toBe(keyOf(8));
});

it('counts what is gone as nothing that could be named', () => {
  expect(channelAttention([fine], [failed(7, null)])).toMatchObject([{ names: [], count: 0 }]);
});

it('tells of a fault where nothing was missed for it', () => {
  const key = `channel-fault.phone.${Date.parse(faulty.faultAt)}`;
  const fault = { at: faulty.faultAt, words: 'no such topic' };
  expect(channelAttention([faulty], [])).toEqual([
    { kind: 'channel-fault', key, urgency: 'now', channel: PHONE, ...fault },
  ]);
  expect(channelAttention([faulty], [failed(7, 'Netflix')])).toMatchObject([
    { kind: 'delivery-failed' },
  ]);
  expect(channelAttention([fine], [])).toEqual([]);
});
