import { type CircuitBreaker, CircuitOpenError } from '#server/observability/circuit-breaker.ts';
import type { Retry } from '#server/observability/retry.ts';
import { AppError } from '#shared/app-error.ts';
import type { Mail } from './mail.ts';

export interface MailGuards {
  breaker: CircuitBreaker;
  retry: Retry;
}

/** Mail over a server that may be away: tries again for a while, then not at all for a while. */
export function guardMail(mail: Mail, { breaker, retry }: MailGuards): Mail {
  return {
    async send(message) {
      try {
        await retry(() => breaker.run(() => mail.send(message)));
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        const seconds = cause instanceof CircuitOpenError ? cause.retryAfterMs / 1_000 : 1;
        throw new AppError('unavailable', {
          detail: 'The mail could not be sent',
          retryAfter: Math.max(1, Math.ceil(seconds)),
          cause,
        });
      }
    },
    close: mail.close,
  };
}

/** A mail server that refuses a message for good is well, and will refuse it again. */
export function isMailFault(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  const code = (cause as { responseCode?: unknown } | undefined)?.responseCode;
  return !(typeof code === 'number' && code >= 500);
}
