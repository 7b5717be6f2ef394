import { z } from 'zod';
import { checkedRates } from './checked-rates.ts';
import { readExactJson } from './exact-json.ts';
import { type ProvidedRates, type RateProvider, UnreadableRates } from './rates.ts';

const ADDRESS = 'https://open.er-api.com';

/** Numbers come as texts. */
const answerSchema = z.object({
  result: z.literal('success'),
  base_code: z.literal('EUR'),
  time_last_update_unix: z.string().regex(/^\d{9,11}$/),
  rates: z.record(z.string(), z.unknown()),
});

/**
 * ExchangeRate-API without a key: more than 160 currencies, once a day, with a link to them where
 * the rates are shown. https://www.exchangerate-api.com/docs/free
 */
export function createOpenErApiRates(address = ADDRESS): RateProvider {
  return {
    name: 'open-er-api',
    homepage: 'https://www.exchangerate-api.com',
    newest: {
      url: `${address}/v6/latest/EUR`,
      accept: 'application/json',
      maxBytes: 64 * 1024,
      read,
    },
    history: null,
  };
}

function read(body: Uint8Array): ProvidedRates[] {
  const parsed = answerSchema.safeParse(readExactJson(body));
  if (!parsed.success) throw new UnreadableRates('The answer is not JSON of the known form');
  const { time_last_update_unix: seconds, rates } = parsed.data;
  const on = new Date(Number(seconds) * 1_000).toISOString().slice(0, 10);
  return [checkedRates(on, Object.entries(rates))];
}
