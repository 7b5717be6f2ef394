import { v4 } from 'uuid';

/** An idempotency key. Not `crypto.randomUUID`, which pages served without https do not have. */
export function newRequestKey(): string {
  return v4();
}
