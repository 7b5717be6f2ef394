import { describe, expect, it } from 'vitest';
import {
  type BudgetFacts,
  digestMessage,
  type ReminderFacts,
  reminderMessage,
} from './reminder-message.ts';
import { REMINDER_KINDS } from './reminder-rules.ts';
import { REMINDER_LOCALES } from './reminder-settings.ts';

const TODAY = '2026-03-02';
const EURO = { amount: '9.99', currency: 'EUR' };

function facts(changes: Partial<ReminderFacts> = {}): ReminderFacts {
  return {
    kind: 'charge',
    name: 'Netflix',
    on: '2026-03-09',
    price: EURO,
    priceInBase: null,
    priceBefore: null,
    cancelBy: null,
    cancelUrl: null,
    names: [],
    budget: null,
    isLate: false,
    ...changes,
  };
}

const inEnglish = { locale: 'en', today: TODAY } as const;
const inGerman = { locale: 'de', today: TODAY } as const;
/** Spaces that do not break are spaces to a reader. */
const plain = ({ title, body }: { title: string; body: string }) =>
  [title, body].map((text) => text.replaceAll('\u00a0', ' '));

describe('a message', () => {
  it('says what, when and how much, until when it can be cancelled, and that it is late', () => {
    const all = facts({
      price: { amount: '15.490', currency: 'KWD' },
      priceInBase: { amount: '46', currency: 'JPY' },
      cancelBy: '2026-03-04',
      isLate: true,
    });
    expect(plain(reminderMessage(all, inEnglish))).toEqual([
      'Netflix: KWD 15.490 (≈ JP¥46) on Mon, 9 March 2026 (in 7 days)',
      'Netflix charges KWD 15.490 (≈ JP¥46) on Mon, 9 March 2026 (in 7 days).\n' +
        'It can be cancelled in time until Wed, 4 March 2026.\n' +
        'This comes late: it could not be sent in time.',
    ]);
    expect(plain(reminderMessage(all, inGerman))).toEqual([
      'Netflix: 15,490 KWD (≈ 46 ¥) am Mo., 9. März 2026 (in 7 Tagen)',
      'Netflix bucht am Mo., 9. März 2026 (in 7 Tagen) 15,490 KWD (≈ 46 ¥) ab.\n' +
        'Rechtzeitig kündigen kann man bis Mi., 4. März 2026.\n' +
        'Diese Nachricht kommt verspätet: Sie konnte nicht rechtzeitig gesendet werden.',
    ]);
  });

  it('says today, tomorrow and yesterday', () => {
    const titles = (['2026-03-01', '2026-03-02', '2026-03-03'] as const).map((on) =>
      REMINDER_LOCALES.map((locale) => {
        const [, body] = plain(
          reminderMessage(facts({ kind: 'unpaid', on }), { locale, today: TODAY }),
        );
        return body;
      }),
    );
    expect(titles).toEqual([
      [
        'Netflix was due yesterday with €9.99, and is not marked as paid.',
        'Netflix war gestern mit 9,99 € fällig und ist nicht als bezahlt vermerkt.',
      ],
      [
        'Netflix was due today with €9.99, and is not marked as paid.',
        'Netflix war heute mit 9,99 € fällig und ist nicht als bezahlt vermerkt.',
      ],
      [
        'Netflix was due tomorrow with €9.99, and is not marked as paid.',
        'Netflix war morgen mit 9,99 € fällig und ist nicht als bezahlt vermerkt.',
      ],
    ]);
  });

  it('names what a card pays, the price before, and where to cancel', () => {
    const card = facts({ kind: 'card-expiry', name: 'Visa', price: null, names: ['A', 'B', 'C'] });
    expect(reminderMessage(card, inEnglish).body).toContain('It pays for A, B and C.');
    expect(reminderMessage(card, inGerman).body).toContain('A, B und C.');
    const dearer = facts({
      kind: 'price-change',
      priceBefore: { amount: '7.99', currency: 'EUR' },
    });
    expect(plain(reminderMessage(dearer, inEnglish))[1]).toBe(
      'From Mon, 9 March 2026 on Netflix costs €9.99 instead of €7.99.',
    );
    const deadline = facts({ kind: 'cancel-by', cancelUrl: 'https://example.com/bye' });
    expect(reminderMessage(deadline, inEnglish).body).toContain(
      'Cancel at https://example.com/bye',
    );
  });

  it('says with which charge a budget is exceeded, and by how much', () => {
    const euros = (amount: string) => ({ amount, currency: 'EUR' });
    const budget: BudgetFacts = {
      period: 'month',
      from: '2026-03-01',
      limit: euros('50.00'),
      total: euros('57.50'),
      over: euros('7.50'),
      charge: { name: 'Netflix', amount: { amount: '17.99', currency: 'USD' } },
    };
    const fun = facts({ kind: 'budget', name: 'Fun', price: null, budget });
    expect(plain(reminderMessage(fun, inEnglish))).toEqual([
      'Fun: over budget on Mon, 9 March 2026 (in 7 days)',
      'With Netflix (US$17.99) on Mon, 9 March 2026 (in 7 days), Fun passes its limit of €50.00. ' +
        'March 2026 comes to €57.50 in all: €7.50 too much.',
    ]);
    const year = { ...fun, on: TODAY, budget: { ...budget, period: 'year' } } as const;
    expect(plain(reminderMessage(year, inGerman))).toEqual([
      'Fun: Budget heute überschritten',
      'Mit Netflix (17,99 $) heute überschreitet Fun die Grenze von 50,00 €. ' +
        '2026 kommt insgesamt auf 57,50 €: 7,50 € zu viel.',
    ]);
  });

  it.each(REMINDER_LOCALES)('is whole in every kind: %s', (locale) => {
    const texts = REMINDER_KINDS.flatMap((kind) =>
      plain(
        reminderMessage(facts({ kind, priceBefore: EURO, names: ['Paper'] }), {
          locale,
          today: TODAY,
        }),
      ),
    );
    expect(new Set(texts).size).toBe(2 * REMINDER_KINDS.length);
    for (const text of texts) {
      expect(text).toContain('Netflix');
      expect(text).not.toMatch(/null|undefined|NaN| {2}/);
    }
  });
});

describe('a digest', () => {
  it('says all of it, the nearest first', () => {
    const items = [
      facts({ on: '2026-03-05', name: 'Later' }),
      facts({ on: '2026-03-03', name: 'Soon' }),
    ];
    expect(plain(digestMessage(items, TODAY, inEnglish))).toEqual([
      '2 reminders from Mon, 2 March 2026 on',
      [
        'Soon: €9.99 tomorrow\nSoon charges €9.99 tomorrow.',
        'Later: €9.99 on Thu, 5 March 2026 (in 3 days)\n' +
          'Later charges €9.99 on Thu, 5 March 2026 (in 3 days).',
      ].join('\n\n'),
    ]);
    expect(digestMessage(items.slice(1), TODAY, inGerman).title).toBe(
      'Eine Erinnerung ab Mo., 2. März 2026',
    );
  });
});
