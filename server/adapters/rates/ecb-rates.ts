import { checkedRates, inOrder, textOf } from './checked-rates.ts';
import { readTags } from './ecb-xml.ts';
import { type ProvidedRates, type RateProvider, UnreadableRates } from './rates.ts';

const ADDRESS = 'https://www.ecb.europa.eu/stats/eurofxref';
/** Twice as deep as it is. */
const DEEPEST = 8;
const accept = 'application/xml, text/xml';

/**
 * The reference rates of the European Central Bank: some 30 currencies, around 16:00 in Frankfurt
 * on days on which TARGET is open. Its file of days holds the last 90.
 * https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/
 */
export function createEcbRates(address = ADDRESS): RateProvider {
  return {
    name: 'ecb',
    homepage:
      'https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/',
    newest: {
      url: `${address}/eurofxref-daily.xml`,
      accept,
      maxBytes: 16 * 1024,
      read: readEcbRates,
    },
    history: (from) => ({
      url: `${address}/eurofxref-hist-90d.xml`,
      accept,
      maxBytes: 512 * 1024,
      read: (body) => readEcbRates(body).filter(({ on }) => on >= from),
    }),
  };
}

/**
 * `Cube` in `Cube` in `Cube` in an envelope: all days, one day by `time`, one `currency` with its
 * `rate`.
 */
function readEcbRates(body: Uint8Array): ProvidedRates[] {
  const days: ProvidedRates[] = [];
  const open: string[] = [];
  let day: { on: string | undefined; entries: [string, unknown][] } | null = null;
  for (const { name, opens, closes, attributes } of readTags(textOf(body))) {
    if (opens) open.push(name);
    if (open.length > DEEPEST) throw new UnreadableRates('The answer is not XML of the known form');
    const place = open.join('>');
    if (opens && place === 'gesmes:Envelope>Cube>Cube') {
      day = { on: attributes.get('time'), entries: [] };
    } else if (opens && day && place === 'gesmes:Envelope>Cube>Cube>Cube') {
      day.entries.push([attributes.get('currency') ?? '', attributes.get('rate')]);
    }
    if (!closes) continue;
    if (day && place === 'gesmes:Envelope>Cube>Cube') {
      days.push(checkedRates(day.on, day.entries));
      day = null;
    }
    if (open.pop() !== name) throw new UnreadableRates('The answer is not XML of the known form');
  }
  if (open.length > 0) throw new UnreadableRates('The answer breaks off');
  return inOrder(days);
}
