import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CircuitMachine,
  type CircuitThresholds,
  createCircuitMachine,
} from './circuit-machine.ts';

const LIMITS: CircuitThresholds = {
  window: 1_000,
  failureRate: 0.5,
  minimumCalls: 4,
  consecutiveFailures: 3,
  probes: 2,
  callLimit: 70,
  openFor: 100,
  maxOpenFor: 400,
};

/** The same rules, told as a history and as slowly as can be. */
class Reference {
  kind = 'closed';
  changes = 0;
  history: { slice: number; isFailure: boolean }[] = [];
  until = 0;
  begun = 0;
  succeeded = 0;
  decidedBy = 0;
  failedProbes = 0;
  enter(kind: string) {
    this.kind = kind;
    this.changes += 1;
    this.begun = this.succeeded = 0;
    if (kind === 'closed') {
      this.history = [];
      this.failedProbes = 0;
    }
  }
  halfOpen(now: number) {
    this.enter('half-open');
    this.decidedBy = now + LIMITS.callLimit;
  }
  open(now: number) {
    this.enter('open');
    this.until = now + ([100, 200, 400][this.failedProbes] ?? 400);
  }
  admit(now: number): { ticket: number } | { retryAfter: number } {
    if (this.kind === 'open' && now >= this.until) this.halfOpen(now);
    if (this.kind === 'open') return { retryAfter: this.until - now };
    if (this.kind === 'isolated') return { retryAfter: LIMITS.maxOpenFor };
    if (this.kind === 'half-open') {
      if (this.begun === LIMITS.probes) return { retryAfter: Math.max(0, this.decidedBy - now) };
      this.begun += 1;
      this.decidedBy = now + LIMITS.callLimit;
    }
    return { ticket: this.changes };
  }
  record(ticket: number, isFailure: boolean, now: number) {
    if (ticket !== this.changes) return;
    if (this.kind === 'half-open' && isFailure) {
      this.failedProbes += 1;
      this.open(now);
    } else if (this.kind === 'half-open') {
      this.succeeded += 1;
      if (this.succeeded === LIMITS.probes) this.enter('closed');
    } else if (this.kind === 'closed') {
      const slice = Math.floor(now / 100);
      this.history.push({ slice, isFailure });
      const recent = this.history.filter((call) => call.slice > slice - 10);
      const failures = recent.filter((call) => call.isFailure).length;
      const isInARow = this.history.length > 2 && this.history.slice(-3).every((c) => c.isFailure);
      const isTooMany = recent.length >= 4 && failures / recent.length >= 0.5;
      if (isFailure && (isInARow || isTooMany)) this.open(now);
    }
  }
}

type Happening =
  | { do: 'wait'; milliseconds: number }
  | { do: 'call' }
  | { do: 'end'; which: number; isFailure: boolean }
  | { do: 'isolate' }
  | { do: 'release' }
  | { do: 'reset' };

/** Numbers, because a hundred thousand sequences of richer values take minutes to make. */
function readHappening(code: number): Happening {
  const which = Math.floor(code / 32);
  if (code % 32 < 12) return { do: 'call' };
  if (code % 32 < 18) return { do: 'end', which, isFailure: true };
  if (code % 32 < 24) return { do: 'end', which, isFailure: false };
  if (code % 32 === 29) return { do: 'reset' };
  if (code % 32 < 29)
    return { do: 'wait', milliseconds: [1, 30, 99, 100, 400, 60_000][which % 6] ?? 1 };
  return code % 32 === 30 ? { do: 'isolate' } : { do: 'release' };
}

function sameState({ state }: CircuitMachine, reference: Reference): boolean {
  if (state.kind !== reference.kind) return false;
  if (state.kind === 'open') return state.until === reference.until;
  return (
    state.kind !== 'half-open' ||
    (state.begun === reference.begun && state.succeeded === reference.succeeded)
  );
}

/** @returns what differs, as soon as something does */
function compare(codes: readonly number[], reached: Set<string>): string | null {
  let changes = 0;
  const machine = createCircuitMachine(LIMITS, ({ from, to, cause }) => {
    changes += 1;
    reached.add(`${from} ${to} ${cause}`);
  });
  const reference = new Reference();
  const underway: { generation: number; ticket: number }[] = [];
  let now = 0;
  for (const code of codes) {
    const happening = readHappening(code);
    if (happening.do === 'wait') now += happening.milliseconds;
    else if (happening.do === 'isolate') {
      machine.isolate();
      if (reference.kind !== 'isolated') reference.enter('isolated');
    } else if (happening.do === 'release') {
      machine.release(now);
      if (reference.kind === 'isolated') {
        reference.failedProbes = 0;
        reference.halfOpen(now);
      }
    } else if (happening.do === 'reset') {
      machine.reset(now);
      if (reference.kind === 'open') {
        reference.failedProbes = 0;
        reference.halfOpen(now);
      }
    } else if (happening.do === 'call') {
      const admission = machine.admit(now);
      const expected = reference.admit(now);
      if (admission.isAdmitted && 'ticket' in expected) {
        underway.push({ generation: admission.generation, ticket: expected.ticket });
      } else if (admission.isAdmitted || 'ticket' in expected) return `admission at ${now}`;
      else if (admission.retryAfterMs !== expected.retryAfter) return `retry at ${now}`;
    } else {
      const [call] = underway.splice(happening.which % (underway.length || 1), 1);
      if (call) {
        machine.record(call.generation, happening.isFailure, now);
        reference.record(call.ticket, happening.isFailure, now);
      }
    }
    if (!sameState(machine, reference)) return `${machine.state.kind}, not ${reference.kind}`;
    if (changes !== reference.changes) return `${changes} changes, not ${reference.changes}`;
  }
  return null;
}

it('row 1: does what the reference machine does, in 100,000 random sequences', () => {
  const reached = new Set<string>();
  let sequences = 0;
  fc.assert(
    fc.property(fc.uint16Array({ maxLength: 60, size: 'max' }), (codes) => {
      sequences += 1;
      const difference = compare([...codes], reached);
      if (difference) throw new Error(difference);
    }),
    { numRuns: 100_000 },
  );
  expect(sequences).toBe(100_000);
  // Otherwise the sequences would prove little: each rule has had its turn.
  expect([...reached].sort()).toEqual([
    'closed isolated isolated',
    'closed open consecutive-failures',
    'closed open failure-rate',
    'half-open closed probes-succeeded',
    'half-open isolated isolated',
    'half-open open probe-failed',
    'isolated half-open released',
    'open half-open reset',
    'open half-open wait-is-over',
    'open isolated isolated',
  ]);
});
