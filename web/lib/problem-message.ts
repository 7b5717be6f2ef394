import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { ApiError, type FailureCode } from './api-error.ts';
import { isLoadFailure } from './load-failure.ts';

const MESSAGES: Record<FailureCode, MessageDescriptor> = {
  'bad-request': msg`The server could not read that request.`,
  'malformed-json': msg`The server could not read that request.`,
  'malformed-upload': msg`The file did not arrive in one piece. Try it again.`,
  'not-signed-in': msg`Your session has ended. Sign in again to go on.`,
  'wrong-credentials': msg`That e-mail address and password do not belong together.`,
  'wrong-password': msg`That is not your current password.`,
  'foreign-origin': msg`The request seemed to come from another site, so it was refused. Reload the page.`,
  'role-too-low': msg`Your role in this household does not allow that.`,
  'sign-up-closed': msg`This Duetide takes new accounts by invitation only.`,
  'not-found': msg`That no longer exists. Perhaps it was deleted.`,
  'method-not-allowed': msg`The server does not know how to do that.`,
  'email-taken': msg`There is an account with this e-mail address already.`,
  'request-in-progress': msg`That is being worked on already. Give it a moment.`,
  conflict: msg`That no longer fits: something changed meanwhile. Reload and look again.`,
  'import-expired': msg`This import has waited too long. Upload the file again.`,
  'link-expired': msg`This link has expired or was used already.`,
  'link-used': msg`This link was used already. Each works once.`,
  'link-outdated': msg`What this link is for has changed since it was sent, or is gone.`,
  'version-mismatch': msg`It was changed elsewhere meanwhile. Look at the newest version and try again.`,
  'body-too-large': msg`That is too large.`,
  'unsupported-media-type': msg`The server does not take files of this kind.`,
  'invalid-input': msg`Some fields need another look.`,
  'unreadable-file': msg`This file cannot be imported.`,
  'idempotency-key-reused': msg`This form was sent before with other contents. Reload and try again.`,
  'rate-limited': msg`That was a bit much at once. Wait a moment and try again.`,
  'internal-error': msg`Something went wrong on our side.`,
  unavailable: msg`The server is not available at the moment.`,
  'no-connection': msg`The server cannot be reached. Check your connection.`,
  'needs-connection': msg`You are offline. This needs a connection: try again when you have one.`,
  'not-kept': msg`You are offline, and this was not opened on this device lately.`,
  'unreadable-answer': msg`The server gave an answer that makes no sense here.`,
};

/** What to tell a person about a failure, for `i18n._` or `useLingui().i18n._`. */
export function problemMessage(error: unknown): MessageDescriptor {
  if (error instanceof ApiError) return MESSAGES[error.code] ?? MESSAGES['internal-error'];
  if (isLoadFailure(error)) {
    return msg`A part of it did not arrive. Either the connection was lost, or there is a new version.`;
  }
  return msg`This page ran into an error of its own.`;
}
