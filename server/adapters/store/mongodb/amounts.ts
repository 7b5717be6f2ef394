import { Long } from 'mongodb';
import type { Amount } from './database-schema.ts';

/** The driver stores a number beyond 2^31 as a float; amounts are integers at any size. */
export function toAmount(minor: number): Long {
  return Long.fromNumber(minor);
}

export function fromAmount(amount: Amount): number {
  return typeof amount === 'number' ? amount : amount.toNumber();
}
