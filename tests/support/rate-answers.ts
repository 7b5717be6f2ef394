import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'fixtures/rates');

/** Answers in the form of the three providers, of 20 November 2026; the figures are made up. */
export function rateAnswer(name: RateAnswerName): Buffer {
  return readFileSync(join(FOLDER, name));
}

export type RateAnswerName =
  | 'ecb-daily.xml'
  | 'ecb-history.xml'
  | 'frankfurter-latest.json'
  | 'frankfurter-history.json'
  | 'open-er-api-latest.json';

/** The day that each of them is of, or ends with. */
export const RATE_DAY = '2026-11-20';
