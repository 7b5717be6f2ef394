import { describe, expect, it } from 'vitest';
import { type AlertBoard, EMPTY_BOARD } from './alert-board.ts';
import { type DeliveryOutcome, dueMessages, keepReceivers, noteOutcome } from './alert-outbox.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

function message(
  id: string,
  receiverId = 'team',
  over: { attempts?: number; dueAt?: number } = {},
) {
  return { id, receiverId, notices: [], createdAt: NOW, dueAt: NOW, attempts: 0, ...over };
}

function board(...outbox: AlertBoard['outbox']): AlertBoard {
  return { ...EMPTY_BOARD, outbox };
}

function waitAfter(attempts: number, outcome: Partial<DeliveryOutcome>): number {
  const whole = { kind: 'retry', after: null, words: 'no', ...outcome } as DeliveryOutcome;
  const [left] = noteOutcome(board(message('a', 'team', { attempts })), 'a', whole, NOW).outbox;
  return left ? (left.dueAt - NOW) / 1_000 : Number.NaN;
}

describe('a message that was not taken', () => {
  it.each([
    ['for the first time', 0, {}, 5],
    ['again', 1, {}, 10],
    ['many times', 40, {}, 10],
    ['by an open circuit that soon asks', 40, { opensIn: 2 }, 2],
    ['by an open circuit that asks much later', 40, { opensIn: 30 }, 10],
    ['by somebody who asks to wait', 0, { after: 120 }, 120],
    ['by somebody who asks to wait less than we would', 3, { after: 1 }, 10],
    ['by somebody who asks to wait for a day', 0, { after: 86_400 }, 300],
  ])('%s is tried after so many seconds', (_, attempts, outcome, seconds) => {
    expect(waitAfter(attempts, outcome)).toBe(seconds);
  });

  it('is tried for a day', () => {
    const retry = { kind: 'retry', after: null, words: 'no' } as const;
    const at = (later: number) => noteOutcome(board(message('a')), 'a', retry, NOW + later).outbox;
    expect(at(86_400_000)).toHaveLength(1);
    expect(at(86_400_001)).toHaveLength(0);
  });

  it('says why, and when it last worked', () => {
    const before = { deliveredAt: NOW - 1, faultAt: null, words: null };
    const present = { ...board(message('a')), receivers: { team: before } };
    const outcome = { kind: 'refused', words: 'invalid_token' } as const;
    const { outbox, receivers } = noteOutcome(present, 'a', outcome, NOW);
    expect(outbox).toEqual([]);
    expect(receivers).toEqual({
      team: { deliveredAt: NOW - 1, faultAt: NOW, words: 'invalid_token' },
    });
  });
});

describe('a message that was taken', () => {
  it('lets the others to the same receiver follow at once, and hurries nobody else', () => {
    const later = { dueAt: NOW + 9_000 };
    const present = board(message('a'), message('b', 'team', later), message('c', 'duty', later));
    const next = noteOutcome(present, 'a', { kind: 'delivered' }, NOW);
    expect(next.outbox.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(dueMessages(next, NOW).map(({ id }) => id)).toEqual(['b']);
  });

  it('changes nothing where it is not there any more', () => {
    const present = board(message('a'));
    expect(noteOutcome(present, 'gone', { kind: 'delivered' }, NOW)).toBe(present);
  });
});

it('drops what is to go to nobody any more', () => {
  const record = { deliveredAt: NOW, faultAt: null, words: null };
  const present = {
    ...board(message('a'), message('b', 'gone')),
    receivers: { team: record, gone: record },
  };
  const kept = keepReceivers(present, new Set(['team']));
  expect(kept.outbox.map(({ id }) => id)).toEqual(['a']);
  expect(Object.keys(kept.receivers)).toEqual(['team']);
});
