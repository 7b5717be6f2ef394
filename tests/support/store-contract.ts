import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { AppError } from '#shared/app-error.ts';
import type { ProblemCode } from '#shared/problems.ts';

/**
 * The executable half of a port. Cases are values instead of calls of a test runner, so that
 * the saboteurs can run them too and count what fails.
 */
export interface StoreContract {
  readonly name: keyof Store | 'store';
  readonly cases: readonly StoreContractCase[];
}

/** `run` gets a store of its own, with nothing in it, and rejects where the store breaks the promise. */
export interface StoreContractCase {
  readonly name: string;
  run(store: Store): Promise<void>;
}

export async function assertRefused(work: Promise<unknown>, code: ProblemCode): Promise<AppError> {
  const error = await work.then(
    () => assert.fail(`resolved, and should be refused as ${code}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  assert.equal(error.code, code);
  return error;
}
