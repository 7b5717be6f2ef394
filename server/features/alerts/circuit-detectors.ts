import type { AlertSignals, CircuitSignal } from './alert-signals.ts';
import { type Detector, readingOf } from './detector.ts';

/** As long as an instance may need to record what it saw, and to be seen by others. */
const FRESH_MS = 45_000;

/**
 * Tripped within the window, anywhere, or open now. What was counted counts from zero, so that one
 * trip right after the start is seen as well.
 */
export const detectCircuits: Detector = async ({ signals, rule, now }) => {
  const from = now - rule.window * 1_000;
  return Promise.all(
    signals.circuits().map(async ({ name, isOpen, trippedAt }) => {
      const own = isOpen || (trippedAt !== null && trippedAt >= from) ? 1 : 0;
      const trips = await recorded(signals, () =>
        signals.history.sum(
          'duetide_circuit_changes_total',
          { circuit: name, to: 'open' },
          from,
          now,
        ),
      );
      return readingOf(rule, Math.max(own, trips), { subject: name });
    }),
  );
};

export const detectOpenCircuits: Detector = async ({ signals, rule, now }) => {
  const found = await openAnywhere(signals, now);
  return found.map(({ name, isOpen }) => readingOf(rule, isOpen ? 1 : 0, { subject: name }));
};

export const detectSeveralCircuits: Detector = async ({ signals, rule, now }) => {
  const open = (await openAnywhere(signals, now)).filter(({ isOpen }) => isOpen);
  const note = open.map(({ name }) => name).join(', ') || null;
  return [readingOf(rule, open.length, { note })];
};

type OpenCircuit = Pick<CircuitSignal, 'name' | 'isOpen'>;

function openAnywhere(signals: AlertSignals, now: number): Promise<readonly OpenCircuit[]> {
  return Promise.all(
    signals.circuits().map(async ({ name, isOpen }) => {
      if (isOpen) return { name, isOpen };
      const others = await recorded(signals, async () => {
        const values = await Promise.all(
          ['open', 'half-open'].map((state) =>
            signals.history.newest(
              'duetide_circuit_state',
              { circuit: name, state },
              now - FRESH_MS,
            ),
          ),
        );
        return values.flat().filter(({ value }) => value > 0).length;
      });
      return { name, isOpen: others > 0 };
    }),
  );
}

/** Without the database only what this instance sees itself is known, which is better than nothing. */
async function recorded(
  { pingDatabase }: Pick<AlertSignals, 'pingDatabase'>,
  read: () => Promise<number>,
): Promise<number> {
  try {
    return await read();
  } catch (error) {
    const isAway = await pingDatabase().then(
      () => false,
      () => true,
    );
    if (isAway) return 0;
    throw error;
  }
}
