import { setTimeout } from 'node:timers/promises';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import {
  type CircuitBreakerOptions,
  createCircuitBreaker,
} from '#server/observability/circuit-breaker.ts';
import { createRetry, createRetryBudget } from '#server/observability/retry.ts';
import { guardMail, isMailFault } from './guarded-mail.ts';
import type { Mail } from './mail.ts';
import { createSmtpMail, type SmtpMailOptions } from './smtp-mail.ts';

/** The time that circuit and retries go by, and their chance; the system's unless a test has its own. */
export interface MailTime extends Pick<CircuitBreakerOptions, 'monotonic' | 'schedule'> {
  wait?: (milliseconds: number) => Promise<unknown>;
  random?: () => number;
}

/** A mail server behind the circuit `mail`. People wait for no mail, so that it may take a while. */
export function openSmtpMail(
  options: SmtpMailOptions,
  circuits: Pick<CircuitBoard, 'watch'>,
  { wait = setTimeout, random = Math.random, ...time }: MailTime = {},
): Mail {
  const breaker = createCircuitBreaker({
    name: 'mail',
    isFailure: isMailFault,
    callLimit: 30_000,
    openFor: 5_000,
    // An alert is to be there soon after the mail server is back, and asking costs little.
    maxOpenFor: 15_000,
    ...time,
  });
  circuits.watch(breaker);
  const retry = createRetry({
    budget: createRetryBudget(),
    random,
    wait: async (milliseconds) => void (await wait(milliseconds)),
    shortestWait: 500,
    longestWait: 5_000,
    isWorthwhile: isMailFault,
  });
  return guardMail(createSmtpMail(options), { breaker, retry });
}
