import { z } from 'zod';
import { checkedRates, inOrder } from './checked-rates.ts';
import { readExactJson } from './exact-json.ts';
import { type RateProvider, UnreadableRates } from './rates.ts';

const ADDRESS = 'https://api.frankfurter.dev';
const accept = 'application/json';

const ratesSchema = z.record(z.string(), z.unknown());
const daySchema = z.object({ base: z.literal('EUR'), date: z.string(), rates: ratesSchema });
const daysSchema = z.object({ base: z.literal('EUR'), rates: z.record(z.string(), ratesSchema) });

/** An open service, which people may run themselves as well. https://frankfurter.dev/v1 */
export function createFrankfurterRates(address = ADDRESS): RateProvider {
  return {
    name: 'frankfurter',
    homepage: 'https://frankfurter.dev',
    newest: {
      url: `${address}/v1/latest?base=EUR`,
      accept,
      maxBytes: 64 * 1024,
      read(body) {
        const { date, rates } = readAs(daySchema, body);
        return [checkedRates(date, Object.entries(rates))];
      },
    },
    history: (from) => ({
      url: `${address}/v1/${from}..?base=EUR`,
      accept,
      maxBytes: 2 * 1024 * 1024,
      read(body) {
        const { rates: days } = readAs(daysSchema, body);
        return inOrder(
          Object.entries(days).map(([on, rates]) => checkedRates(on, Object.entries(rates))),
          // It begins with the last day on which there were rates, which may be before.
        ).filter(({ on }) => on >= from);
      },
    }),
  };
}

function readAs<Schema extends z.ZodType>(schema: Schema, body: Uint8Array): z.output<Schema> {
  const parsed = schema.safeParse(readExactJson(body));
  if (!parsed.success) throw new UnreadableRates('The answer is not JSON of the known form');
  return parsed.data;
}
