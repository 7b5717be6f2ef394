import { describe, expect, it } from 'vitest';
import { createFairTurns } from './fair-turns.ts';

/** Claims until there is nothing more, or `limit` were claimed. */
function serve(backlog: Record<string, number>, limit: number) {
  const turns = createFairTurns();
  const order: string[] = [];
  let asked = 0;
  while (order.length < limit) {
    asked += 1;
    // The oldest first: the kind that was named first has been waiting for longest.
    const kinds = turns.among(Object.keys(backlog));
    const found = kinds.find((kind) => (backlog[kind] ?? 0) > 0);
    if (found === undefined) {
      if (!turns.passed()) break;
      continue;
    }
    backlog[found] = (backlog[found] ?? 0) - 1;
    turns.served(found);
    order.push(found);
  }
  return { order, asked };
}

describe('taking turns', () => {
  it('gives each kind of which there is something the next turn', () => {
    const { order } = serve({ old: 1_000, new: 3, none: 0 }, 7);
    expect(order).toEqual(['old', 'new', 'old', 'new', 'old', 'new', 'old']);
  });

  it('serves everything, and then stops', () => {
    const { order } = serve({ old: 40, new: 25, other: 1 }, 999);
    expect(order).toHaveLength(66);
    expect(serve({}, 9)).toEqual({ order: [], asked: 1 });
    expect(serve({ none: 0 }, 9)).toEqual({ order: [], asked: 1 });
  });

  it('asks little in vain where there is one kind only', () => {
    const { order, asked } = serve({ only: 1_000, none: 0 }, 1_000);
    expect(order).toHaveLength(1_000);
    expect(asked).toBeLessThan(1_100);
  });

  it('soon gives a kind its turn of which there was nothing before', () => {
    const backlog = { only: 1_000, late: 0 };
    const turns = createFairTurns();
    const claim = () => {
      for (;;) {
        const kinds = turns.among(['only', 'late']);
        const found = kinds.find((kind) => backlog[kind as 'only'] > 0);
        if (found) {
          turns.served(found);
          return found;
        }
        turns.passed();
      }
    };
    for (let count = 0; count < 20; count += 1) expect(claim()).toBe('only');
    backlog.late = 1;
    const next = Array.from({ length: 12 }, claim);
    expect(next).toContain('late');
  });
});
