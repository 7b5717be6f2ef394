import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createServiceCircuits } from './service-circuits.ts';

function open(most?: number) {
  const opened: [name: string, isShared: boolean][] = [];
  const circuits = createServiceCircuits({
    most,
    open(name, isShared) {
      opened.push([name, isShared]);
      return createCircuitBreaker({ name });
    },
  });
  return { circuits, opened };
}

const ntfy = { kind: 'ntfy' } as const;

describe('the circuit of a message', () => {
  it('is one for everybody where the service is in one place', () => {
    const { circuits, opened } = open();
    for (const kind of ['telegram', 'discord', 'slack', 'pushover'] as const) {
      const one = circuits.of({ kind }, 'https://one.example/a');
      expect(circuits.of({ kind }, 'https://two.example/b')).toBe(one);
    }
    expect(opened).toEqual(
      ['telegram', 'discord', 'slack', 'pushover'].map((kind) => [`channel-${kind}`, true]),
    );
  });

  it('is one for each host where members choose it, whatever the path', () => {
    const { circuits } = open();
    const one = circuits.of(ntfy, 'https://one.example/a');
    expect(circuits.of(ntfy, 'https://one.example/b?c')).toBe(one);
    expect(circuits.of(ntfy, 'https://two.example/a')).not.toBe(one);
    expect(circuits.of(ntfy, 'http://one.example/a')).not.toBe(one);
    expect(circuits.of({ kind: 'gotify' }, 'https://one.example/a')).not.toBe(one);
  });

  it('is forgotten for the host that was asked longest ago, when there are too many', () => {
    const { circuits, opened } = open(2);
    const [first, second] = ['https://1.example', 'https://2.example'].map((url) =>
      circuits.of(ntfy, url),
    );
    expect(circuits.of(ntfy, 'https://1.example')).toBe(first);
    circuits.of(ntfy, 'https://3.example');
    expect(circuits.of(ntfy, 'https://1.example')).toBe(first);
    expect(circuits.of(ntfy, 'https://2.example')).not.toBe(second);
    expect(opened).toHaveLength(4);
  });
});
