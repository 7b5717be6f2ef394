import { setTimeout } from 'node:timers/promises';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createRetry, createRetryBudget } from '#server/observability/retry.ts';
import { guardMail, isMailFault } from './guarded-mail.ts';
import type { Mail } from './mail.ts';
import { createSmtpMail, type SmtpMailOptions } from './smtp-mail.ts';

/** A mail server behind the circuit `mail`. People wait for no mail, so that it may take a while. */
export function openSmtpMail(
  options: SmtpMailOptions,
  circuits: Pick<CircuitBoard, 'watch'>,
): Mail {
  const breaker = createCircuitBreaker({
    name: 'mail',
    isFailure: isMailFault,
    callLimit: 30_000,
    openFor: 5_000,
    // An alert is to be there within a minute after the mail server is back.
    maxOpenFor: 30_000,
  });
  circuits.watch(breaker);
  const retry = createRetry({
    budget: createRetryBudget(),
    random: Math.random,
    wait: (milliseconds) => setTimeout(milliseconds),
    shortestWait: 500,
    longestWait: 5_000,
    isWorthwhile: isMailFault,
  });
  return guardMail(createSmtpMail(options), { breaker, retry });
}
