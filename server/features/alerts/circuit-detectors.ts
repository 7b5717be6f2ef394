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
  const circuits = await circuitsAnywhere(signals);
  return Promise.all(
    circuits.map(async ({ name, isOpen, trippedAt }) => {
      const own = isOpen || (trippedAt !== null && trippedAt >= from) ? 1 : 0;
      const match = { circuit: name, to: 'open' };
      const trips = await recorded(signals, 0, () =>
        signals.history.sum('duetide_circuit_changes_total', match, from, now),
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

/** Also those that only other instances have used, such as that of a channel. */
async function circuitsAnywhere(signals: AlertSignals): Promise<readonly CircuitSignal[]> {
  const own = signals.circuits();
  const tripped = await recorded(signals, [], signals.trippedCircuits);
  const others = new Set(tripped).difference(new Set(own.map(({ name }) => name)));
  return [...own, ...[...others].map((name) => ({ name, isOpen: false, trippedAt: null }))];
}

async function openAnywhere(signals: AlertSignals, now: number): Promise<readonly OpenCircuit[]> {
  const circuits = await circuitsAnywhere(signals);
  return Promise.all(
    circuits.map(async ({ name, isOpen }) => {
      if (isOpen) return { name, isOpen };
      const others = await recorded(signals, 0, async () => {
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
async function recorded<Value>(
  { pingDatabase }: Pick<AlertSignals, 'pingDatabase'>,
  unknown: Value,
  read: () => Promise<Value>,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    const isAway = await pingDatabase().then(
      () => false,
      () => true,
    );
    if (isAway) return unknown;
    throw error;
  }
}
