import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { findingsAbout } from './finding.ts';
import type { Probe } from './probe.ts';
import { runProbes } from './run-probes.ts';

const mail = findingsAbout('mail');
const database = findingsAbout('database');

function probe(name: string, run: Probe['run'], limit?: number): Probe {
  return { area: 'mail', name, cure: `Cure ${name}.`, run, ...(limit && { limit }) };
}

it('gives findings in the order of the probes, whichever is quicker', async () => {
  const found = await runProbes([
    probe('slow', async () => {
      await sleep(20);
      return [mail.ok('slow', 'a'), database.ok('also', 'b')];
    }),
    probe('quick', async () => [mail.ok('quick', 'c')]),
  ]);
  expect(found.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
});

it('makes a failure of a probe that hangs, tells it to stop, and waits for no other', async () => {
  let wasStopped = false;
  const begun = performance.now();
  const found = await runProbes([
    probe(
      'mute',
      (signal) => {
        signal.addEventListener('abort', () => {
          wasStopped = true;
        });
        return new Promise(() => {});
      },
      100,
    ),
    probe('mute too', () => new Promise(() => {}), 100),
    probe('fine', async () => [mail.ok('fine', 'is there')]),
  ]);
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(wasStopped).toBe(true);
  expect(found).toEqual([
    mail.failure('mute', 'no answer within 0.1 s', 'Cure mute.'),
    mail.failure('mute too', 'no answer within 0.1 s', 'Cure mute too.'),
    mail.ok('fine', 'is there'),
  ]);
});

it('makes a failure of a probe that throws, of one line', async () => {
  const found = await runProbes([
    probe('odd', async () => {
      throw new Error('went wrong\n  at somewhere');
    }),
  ]);
  expect(found).toEqual([mail.failure('odd', 'could not be checked: went wrong', 'Cure odd.')]);
});
