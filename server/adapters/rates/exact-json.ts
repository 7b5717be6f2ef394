import { textOf } from './checked-rates.ts';
import { UnreadableRates } from './rates.ts';

/** What stood in the text, of a value that is no object: not in TypeScript's library yet. */
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/**
 * JSON with its numbers as texts, digit by digit as they were written.
 * https://tc39.es/proposal-json-parse-with-source/
 * @throws UnreadableRates
 */
export function readExactJson(body: Uint8Array): unknown {
  const text = textOf(body);
  const asWritten: Reviver = (_key, value, { source }) =>
    typeof value === 'number' ? source : value;
  try {
    return JSON.parse(text, asWritten as (key: string, value: unknown) => unknown);
  } catch {
    throw new UnreadableRates('The answer is not JSON');
  }
}
