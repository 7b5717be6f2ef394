import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isCurrency } from '#shared/money/currencies.ts';
import { currenciesOf, likelyCurrency } from './currency-symbols.ts';

interface WallosCurrency {
  symbol: string;
  code: string;
}
const file = new URL('fixtures/wallos/api-get-currencies.json', import.meta.url);
const { currencies }: { currencies: WallosCurrency[] } = JSON.parse(readFileSync(file, 'utf8'));
const inUse = currencies.filter(({ code }) => isCurrency(code));

test.each(inUse.map(({ symbol, code }) => [symbol, code]))(
  '%s of Wallos may be %s',
  (symbol, code) => {
    expect(currenciesOf(symbol)).toContain(code);
  },
);

test('asks for every symbol that Wallos gives to several currencies', () => {
  const bySymbol = Map.groupBy(inUse, ({ symbol }) => symbol);
  const shared = [...bySymbol].filter(([, all]) => all.length > 1).map(([symbol]) => symbol);
  expect(shared.toSorted()).toEqual(['$', 'kr', '¥']);
  for (const symbol of shared) expect(currenciesOf(symbol).length).toBeGreaterThan(1);
});

test.each([
  ['EUR', ['EUR']],
  ['usd', ['USD']],
  ['€', ['EUR']],
  ['fr.', ['CHF']],
  ['KR', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['kn', []],
  ['', []],
])('%j means %j', (symbol, codes) => {
  expect(currenciesOf(symbol)).toEqual(codes);
});

test('prefers the base currency, then the usual meaning, and for kr nothing', () => {
  expect(likelyCurrency('$', currenciesOf('$'), 'CAD')).toBe('CAD');
  expect(likelyCurrency('$', currenciesOf('$'), 'EUR')).toBe('USD');
  expect(likelyCurrency('kr', currenciesOf('kr'), 'NOK')).toBe('NOK');
  expect(likelyCurrency('kr', currenciesOf('kr'), 'EUR')).toBeNull();
  expect(likelyCurrency('kn', [], 'EUR')).toBeNull();
});
