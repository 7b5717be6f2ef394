import { join } from 'node:path';
import { type Clock, instantOf } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { type LoggableError, loggableError } from '../loggable-error.ts';
import { loggableFields } from '../loggable-fields.ts';
import { readStack, type StackFrame } from './stack-frames.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Of what caused it, and what caused that. */
const MOST_CAUSES = 3;

export type ErrorSource = 'server' | 'browser';

/** Where it happened and whom it hit: ids only. What does not look like one is left out. */
export interface ErrorContext {
  requestId?: string | undefined;
  /** `/api/v1/subscriptions/:id`; of the browser the page, `/subscriptions/:id`. */
  route?: string | undefined;
  method?: string | undefined;
  householdId?: string | null | undefined;
  userId?: string | null | undefined;
  /** Id of the run. */
  job?: string | undefined;
  /** Name of the job. */
  kind?: string | undefined;
  /** Name of what ran in the background. */
  task?: string | undefined;
}

export type KnownContext = Readonly<Partial<Record<keyof ErrorContext, string>>>;

/** What an error says of itself, without what it may tell of people. */
export interface ErrorFacts {
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
  readonly frames: readonly StackFrame[];
}

/** An error as it is handed on: scrubbed like a line of the log. */
export interface ReportedError extends ErrorFacts {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly source: ErrorSource;
  /** The outermost first. */
  readonly causes: readonly ErrorFacts[];
  readonly context: KnownContext;
  /** Version of the program that it happened in. */
  readonly release: string;
}

export type ErrorReceiver = (reported: ReportedError) => void;

/** What of an error somebody else has seen already, such as a browser. */
export interface ForeignError extends ErrorFacts {
  readonly release: string;
}

/** Told of what nobody could answer for: it never throws and never waits. */
export interface ErrorReporting {
  report(error: unknown, context: ErrorContext): void;
  /** Of an error that a browser told of. */
  reportForeign(error: ForeignError, context: ErrorContext): ReportedError;
  /** From now on whoever is added is told, too. @param flush hands on what it still holds */
  tell(receiver: ErrorReceiver, flush: () => Promise<void>): void;
  /** Resolves when nobody holds anything any more. */
  flush(): Promise<void>;
}

export interface ErrorReportingDeps {
  clock: Clock;
  newId: NewId;
  metrics: Metrics;
  release: string;
}

export function createErrorReporting(deps: ErrorReportingDeps): ErrorReporting {
  const { clock, newId, metrics, release } = deps;
  const receivers: ErrorReceiver[] = [];
  const flushes: (() => Promise<void>)[] = [];
  const total = metrics.counter({
    name: 'duetide_errors_total',
    help: 'Errors that nobody expected: of requests, jobs, tasks, and of pages in browsers.',
    labels: ['source'],
  });
  const counters = {
    server: total.of({ source: 'server' }),
    browser: total.of({ source: 'browser' }),
  };

  function handOn(reported: ReportedError): void {
    counters[reported.source].add();
    for (const receive of receivers) withoutThrowing(() => receive(reported));
  }

  function stamp(context: ErrorContext) {
    return { id: newId(), at: instantOf(clock.now()), context: knownContext(context) };
  }

  return {
    report(error, context) {
      withoutThrowing(() => {
        const told = loggableError(error);
        const causes = causesOf(told).slice(0, MOST_CAUSES).map(factsOf);
        handOn({ ...stamp(context), source: 'server', ...factsOf(told), causes, release });
      });
    },
    reportForeign(error, context) {
      const reported = { ...stamp(context), source: 'browser', ...error, causes: [] } as const;
      handOn(reported);
      return reported;
    },
    tell(receiver, flush) {
      receivers.push(receiver);
      flushes.push(flush);
    },
    async flush() {
      await Promise.allSettled(flushes.map((each) => each()));
    },
  };
}

/** Reporting must not become the next error, not even of an error whose properties throw. */
function withoutThrowing(work: () => void): void {
  try {
    work();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

function factsOf({ type, code, message = '', stack = '' }: LoggableError): ErrorFacts {
  return {
    type,
    code: code === undefined ? null : String(code),
    message,
    frames: readStack(stack, ROOT),
  };
}

function causesOf({ cause, errors = [] }: LoggableError): LoggableError[] {
  return [...(cause ? [cause] : []), ...errors].flatMap((each) => [each, ...causesOf(each)]);
}

function knownContext(context: ErrorContext): KnownContext {
  const { withheld: _, ...known } = loggableFields(context);
  const entries = Object.entries(known).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(entries);
}
