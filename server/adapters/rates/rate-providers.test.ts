import { describe, expect, it } from 'vitest';
import { RATE_DAY, type RateAnswerName, rateAnswer } from '#tests/support/rate-answers.ts';
import { RATE_PROVIDERS } from './rate-providers.ts';
import { type ProvidedRates, RATE_PROVIDER_NAMES, type RateQuestion } from './rates.ts';

const ecb = RATE_PROVIDERS.ecb();
const frankfurter = RATE_PROVIDERS.frankfurter();
const openErApi = RATE_PROVIDERS['open-er-api']();

const QUESTIONS: Record<RateAnswerName, RateQuestion> = {
  'ecb-daily.xml': ecb.newest,
  'ecb-history.xml': ecb.history?.('2000-01-01') as RateQuestion,
  'frankfurter-latest.json': frankfurter.newest,
  'frankfurter-history.json': frankfurter.history?.('2000-01-01') as RateQuestion,
  'open-er-api-latest.json': openErApi.newest,
};
const NAMES = Object.keys(QUESTIONS) as RateAnswerName[];
const read = (name: RateAnswerName, text: string | Buffer = rateAnswer(name)) =>
  QUESTIONS[name].read(Buffer.from(text));
const change = (name: RateAnswerName, from: string | RegExp, to: string) => {
  const text = rateAnswer(name).toString();
  expect(text.replace(from, to)).not.toBe(text);
  return () => read(name, text.replace(from, to));
};

describe('what is asked', () => {
  it.each(RATE_PROVIDER_NAMES)('of %s is where its own address says, or another', (name) => {
    const own = RATE_PROVIDERS[name]();
    const mirror = RATE_PROVIDERS[name]('http://mirror.example:8080');
    for (const provider of [own, mirror]) {
      const questions = [provider.newest, provider.history?.('2026-08-22')].filter((q) => !!q);
      for (const { url } of questions) expect(URL.canParse(url), url).toBe(true);
    }
    expect(new URL(own.newest.url).protocol).toBe('https:');
    expect(mirror.newest.url.startsWith('http://mirror.example:8080/')).toBe(true);
  });

  it('of days in the past begins where it is needed', () => {
    expect(frankfurter.history?.('2026-08-22').url).toBe(
      'https://api.frankfurter.dev/v1/2026-08-22..?base=EUR',
    );
    const days = ecb.history?.('2026-11-12').read(rateAnswer('ecb-history.xml')) ?? [];
    expect(days[0]?.on).toBe('2026-11-12');
    expect(days).toHaveLength(7);
  });
});

describe('an answer', () => {
  it.each(NAMES)('is read digit by digit, and fits its limit several times: %s', (name) => {
    const days = read(name);
    const last = days.at(-1) as ProvidedRates;
    expect(last.on).toBe(RATE_DAY);
    expect(last.perEuro.get('USD')).toBe('1.1589');
    expect(last.perEuro.get('DKK')).toBe('7.4686');
    expect(last.perEuro.has('EUR')).toBe(false);
    expect(days.map(({ on }) => on)).toEqual(days.map(({ on }) => on).toSorted());
    expect(days).toHaveLength(name.includes('history') ? 65 : 1);
    expect(QUESTIONS[name].maxBytes).toBeGreaterThan(4 * rateAnswer(name).length);
  });

  it('keeps zeros at the end, as they were published', () => {
    expect(read('ecb-daily.xml')[0]?.perEuro.get('CZK')).toBe('24.1740');
  });

  it('may name what is no currency here', () => {
    const { perEuro } = read('open-er-api-latest.json')[0] as ProvidedRates;
    for (const code of ['XDR', 'FOK', 'GGP', 'CLF', 'ANG']) expect(perEuro.has(code)).toBe(false);
    expect(perEuro.get('VND')).toBe('30487.6151');
    expect(perEuro.size).toBe(64);
  });

  it('may be laid out in another way, and have comments', () => {
    const text = rateAnswer('ecb-daily.xml').toString();
    const other = text
      .replaceAll('\n', '\r\n   ')
      .replaceAll("'", '"')
      .replace('<Cube>', '<!-- <Cube currency="USD" --><Cube>')
      .replaceAll('/>', ' />');
    expect(read('ecb-daily.xml', other)).toEqual(read('ecb-daily.xml'));
  });

  it.each(NAMES)('that breaks off is refused wherever it does: %s', (name) => {
    const bytes = rateAnswer(name);
    const step = Math.ceil(bytes.length / 60);
    const end = bytes.toString().trimEnd().length;
    for (let length = 0; length < end; length += step) {
      expect(() => read(name, bytes.subarray(0, length)), `${length}`).toThrow('The answer');
    }
    expect(() => read(name, bytes.subarray(0, end - 1))).toThrow('The answer');
  });

  it.each(NAMES)('that is something else is refused: %s', (name) => {
    const others = NAMES.filter((other) => !other.startsWith(name.slice(0, 3)));
    const texts = ['', 'null', '[]', '{}', '<html><body>Sorry</body></html>', '{"rates":null}'];
    for (const text of [...texts, ...others.map((other) => rateAnswer(other))]) {
      expect(() => read(name, text), String(text).slice(0, 40)).toThrow('The answer');
    }
    expect(() => read(name, Buffer.from([0xff, 0xfe, 0x3c]))).toThrow('The answer is not text');
  });

  it.each(['0', '0.000', '-1.1', '1e3', 'NaN', 'N/A', '', '1,1', '1.1.1', '1234567890123', '.5'])(
    'with the rate %j is refused',
    (rate) => {
      const words = /is not a decimal above 0|is not JSON/;
      expect(change('ecb-daily.xml', "rate='1.1589'", `rate='${rate}'`)).toThrow(words);
      expect(change('frankfurter-latest.json', '1.1589', rate || '""')).toThrow(words);
      expect(change('open-er-api-latest.json', '1.1589', rate || 'null')).toThrow(words);
    },
  );

  it.each(['2026-02-30', '20261120', 'today', '', '0026-11-20'])(
    'of the day %j is refused',
    (day) => {
      const words = 'is not a date';
      expect(change('ecb-daily.xml', RATE_DAY, day)).toThrow(words);
      expect(change('frankfurter-latest.json', RATE_DAY, day)).toThrow(words);
      expect(change('frankfurter-history.json', `"${RATE_DAY}":{`, `"${day}":{`)).toThrow(words);
    },
  );

  it('is refused if it says something twice', () => {
    const words = /twice/;
    expect(change('ecb-daily.xml', "'JPY'", "'USD'")).toThrow(words);
    expect(change('ecb-history.xml', '2026-11-19', RATE_DAY)).toThrow(words);
  });

  it('is refused if its rates are of another currency, or none', () => {
    expect(change('frankfurter-latest.json', '"base":"EUR"', '"base":"USD"')).toThrow('known form');
    expect(change('open-er-api-latest.json', '"base_code":"EUR"', '"base_code":"USD"')).toThrow(
      'known form',
    );
    expect(change('open-er-api-latest.json', '"success"', '"error"')).toThrow('known form');
    expect(change('ecb-daily.xml', /<Cube currency[^>]*>/g, '')).toThrow('has no rates');
    expect(change('frankfurter-latest.json', /"rates":\{.*\}\}/, '"rates":{}}')).toThrow(
      'has no rates',
    );
  });
});

describe('XML', () => {
  const envelope = (text: string, before = '') =>
    `${before}<gesmes:Envelope><Cube><Cube time='2026-11-20'>${text}</Cube></Cube></gesmes:Envelope>`;
  const usd = `<Cube currency='USD' rate='1.1'/>`;
  const bomb = `<!DOCTYPE x [<!ENTITY a "1.1"><!ENTITY b "&a;&a;&a;&a;">]>`;

  it('is read without anything around it', () => {
    expect(read('ecb-daily.xml', envelope(usd))[0]?.perEuro).toEqual(new Map([['USD', '1.1']]));
  });

  it.each([
    ['a document type', envelope(usd, bomb)],
    ['an entity of a file', envelope(usd, '<!DOCTYPE x SYSTEM "file:///etc/passwd">')],
    ['a reference in an attribute', envelope(`<Cube currency='USD' rate='&a;'/>`)],
    ['a section of raw text', envelope(`<![CDATA[${usd}]]>`)],
    ['an attribute without a value', envelope(`<Cube currency rate='1.1'/>`)],
    ['elements that end in another order', envelope(`<a><b></a></b>${usd}`)],
    ['an end too many', `${envelope(usd)}</Cube>`],
    ['a comment without an end', envelope(`${usd}<!-- `)],
  ])('with %s is refused', (_name, xml) => {
    expect(() => read('ecb-daily.xml', xml)).toThrow(/^The answer (is not XML|breaks off)/);
  });

  it('takes no more time than it is long, whatever it holds', () => {
    const begin = performance.now();
    for (const piece of ['<a ', '<!--', `<a b='`, '<Cube>', ' ', `<a${' '.repeat(50)}`, '<?']) {
      const xml = envelope(piece.repeat(Math.ceil(500_000 / piece.length)));
      expect(() => read('ecb-daily.xml', xml)).toThrow('The answer');
    }
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
