import type { SharedValues } from './shared-values.ts';

/**
 * A name for the state that something shared is in. Whoever changes it renews the name before
 * the change is acknowledged, so what was found under a name is true for as long as it is current.
 */
export interface Epochs {
  /** As it is at this moment for all processes; null while nobody can tell. */
  current(subject: string): Promise<string | null>;
  /** Never rejects: what could not be said is said later, before anything is asked again. */
  renew(subjects: readonly string[]): Promise<void>;
  /** Makes everything that was found under any name untrue. Rejects where nobody can be told. */
  renewEverything(): Promise<void>;
  close(): void;
}

export interface EpochsOptions {
  values: SharedValues;
  /** Never the same twice: a server that lost its memory must not come to an old name again. */
  newEpoch: () => string;
  /** Renewals to remember while the values are away; with more of them everything is renewed. */
  maxOwed?: number;
  /** Milliseconds between two attempts to say what is owed. */
  owedEvery?: number;
}

/**
 * Milliseconds that a write waits for Redis, while that is well. Longer than a reader does: one who
 * asks in vain computes the answer, but what others are not told of is old there until it is.
 */
const RENEWAL_PATIENCE = 250;
const EVERYTHING = 'everything';
/** How long a renewal that died with its process can be missing. */
const TIME_TO_LIVE = 15 * 60_000;
/** Longer, because everybody computes anew when it ends. */
const TIME_TO_LIVE_OF_EVERYTHING = 2 * 24 * 3_600_000;

export function createEpochs(options: EpochsOptions): Epochs {
  const { values, newEpoch, maxOwed = 10_000, owedEvery = 250 } = options;
  let asked = new Map<string, PromiseWithResolvers<string | null>>();
  let owed = new Set<string>();
  let settling: Promise<boolean> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const placeOf = (subject: string) => `epoch:${subject}`;
  const entryOf = (subject: string) => ({
    key: placeOf(subject),
    value: newEpoch(),
    timeToLive: subject === EVERYTHING ? TIME_TO_LIVE_OF_EVERYTHING : TIME_TO_LIVE,
  });

  /** Everything that one turn of the event loop asks for goes out together. */
  async function ask(): Promise<void> {
    const waiting = asked;
    asked = new Map();
    const subjects = [...waiting.keys()];
    try {
      if ((owed.size > 0 || settling) && !(await settle())) throw new Error('Renewals are owed');
      const found = await values.getMany([EVERYTHING, ...subjects].map(placeOf));
      const everything = await nameOf(EVERYTHING, found[0]);
      await Promise.all(
        subjects.map(async (subject, at) => {
          const own = await nameOf(subject, found[at + 1]);
          waiting.get(subject)?.resolve(`${everything}.${own}`);
        }),
      );
    } catch {
      for (const { resolve } of waiting.values()) resolve(null);
    }
  }

  async function nameOf(subject: string, found: Buffer | null | undefined): Promise<string> {
    return (found ?? (await values.putIfAbsent(entryOf(subject)))).toString();
  }

  /** @returns whether nothing is owed any more */
  function settle(): Promise<boolean> {
    settling ??= payBack().finally(() => {
      settling = null;
    });
    return settling;
  }

  async function payBack(): Promise<boolean> {
    const paying = owed;
    owed = new Set();
    try {
      if (paying.size > 0) await values.putMany([...paying].map(entryOf));
      return owed.size === 0;
    } catch {
      owe(paying);
      return false;
    }
  }

  function owe(subjects: Iterable<string>): void {
    for (const subject of subjects) owed.add(subject);
    if (owed.size > maxOwed) owed = new Set([EVERYTHING]);
    timer ??= setInterval(payWhatIsOwed, owedEvery).unref();
  }

  function payWhatIsOwed(): void {
    if (owed.size > 0) void settle();
    else if (!settling) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  return {
    current(subject) {
      if (asked.size === 0) setImmediate(() => void ask());
      const waiting = asked.get(subject) ?? Promise.withResolvers<string | null>();
      asked.set(subject, waiting);
      return waiting.promise;
    },
    async renew(subjects) {
      try {
        await values.putMany(subjects.map(entryOf), RENEWAL_PATIENCE);
      } catch {
        owe(subjects);
      }
    },
    renewEverything: () => values.putMany([entryOf(EVERYTHING)]),
    close: () => clearInterval(timer),
  };
}
