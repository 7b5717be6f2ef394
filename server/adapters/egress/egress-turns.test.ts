import { describe, expect, it } from 'vitest';
import { createEgressTurns, type TurnLimits } from './egress-turns.ts';

const never = new AbortController().signal;

/** Turns that write down who was let in, in order. */
function open(limits: TurnLimits) {
  const turns = createEgressTurns(limits);
  const begun: string[] = [];
  const ends: Record<string, () => void> = {};
  const take = (host: string, who = host, signal = never) =>
    turns.take(host, signal).then((end) => {
      begun.push(who);
      ends[who] = end;
    });
  return { take, begun, end: (who: string) => ends[who]?.() };
}

describe('turns', () => {
  it('are limited for one host, and others pass by', async () => {
    const { take, begun, end } = open({ perHost: 1, inAll: 3, waiting: 5 });
    await take('a', 'a1');
    const second = take('a', 'a2');
    await take('b');
    expect(begun).toEqual(['a1', 'b']);
    end('b');
    expect(begun).toEqual(['a1', 'b']);
    end('a1');
    await second;
    expect(begun).toEqual(['a1', 'b', 'a2']);
  });

  it('are limited in all, and go to whoever waits longest', async () => {
    const { take, begun, end } = open({ perHost: 2, inAll: 2, waiting: 5 });
    await Promise.all([take('a'), take('b')]);
    const waiting = [take('c'), take('d')];
    end('a');
    await waiting[0];
    expect(begun).toEqual(['a', 'b', 'c']);
    end('b');
    await waiting[1];
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are refused where too many wait, and given to nobody who has left', async () => {
    const { take, begun, end } = open({ perHost: 1, inAll: 1, waiting: 1 });
    await take('a');
    const controller = new AbortController();
    const leaving = take('b', 'b', controller.signal);
    await expect(take('c')).rejects.toMatchObject({ reason: 'busy', mayHaveArrived: false });
    controller.abort(new Error('enough'));
    await expect(leaving).rejects.toThrow('enough');
    const staying = take('d');
    end('a');
    await staying;
    expect(begun).toEqual(['a', 'd']);
    end('d');
    await take('e');
    expect(begun).toEqual(['a', 'd', 'e']);
  });
});
