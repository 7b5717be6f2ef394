import { EgressFailed, type EgressFailureReason, EgressRefused } from './egress.ts';

const REASONS: readonly [RegExp, EgressFailureReason][] = [
  [/^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/, 'time-out'],
  [/^UND_ERR_(HEADERS_OVERFLOW|RES_EXCEEDED_MAX_SIZE)$/, 'too-large'],
  // What OpenSSL says of a chain, a name or a date: X509_V_ERR_* without its beginning.
  [/^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|HOSTNAME_MISMATCH)/, 'certificate'],
  [/^ERR_TLS_CERT_/, 'certificate'],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'tls'],
  [/^(HPE_|UND_ERR_(SOCKET|RES_CONTENT_LENGTH|ABORT))/, 'broken-answer'],
];

/** No error of a driver leaves this folder. */
export function egressFailure(error: unknown, wasConnected: boolean): Error {
  if (error instanceof EgressRefused) return error;
  if (error instanceof EgressFailed) {
    return wasConnected && !error.mayHaveArrived
      ? new EgressFailed(error.reason, { mayHaveArrived: true, cause: error.cause })
      : error;
  }
  const [, reason] = REASONS.find(([pattern]) => pattern.test(codeOf(error))) ?? [];
  const other = wasConnected ? 'broken-answer' : 'connection';
  return new EgressFailed(reason ?? other, { mayHaveArrived: wasConnected, cause: error });
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
