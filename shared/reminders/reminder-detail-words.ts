import type { ReminderKind } from './reminder-rules.ts';
import type { ReminderLocale } from './reminder-settings.ts';
import type { WordParts } from './reminder-words.ts';

export interface DetailWords {
  price: string;
  when: string;
  priceBefore: string;
  cancelBy: string;
  cancelAt: string;
  /** What a card pays. */
  paysFor: string;
  /** What happens on the day, in a few words below the name. */
  events: Record<ReminderKind, (parts: WordParts) => string>;
}

const ENGLISH: DetailWords = {
  price: 'Price',
  when: 'When',
  priceBefore: 'Until then',
  cancelBy: 'Cancel by',
  cancelAt: 'Cancel at',
  paysFor: 'Pays for',
  events: {
    charge: () => 'Charge',
    'cancel-by': () => 'Last day to cancel before the next charge',
    'trial-end': () => 'Trial ends, then it costs this',
    'price-change': ({ priceBefore }) => `New price, instead of ${priceBefore}`,
    'term-end': () => 'Minimum term ends',
    'card-expiry': () => 'Can be used for the last time',
    unpaid: () => 'Was due, and is not marked as paid',
  },
};

const GERMAN: DetailWords = {
  price: 'Preis',
  when: 'Wann',
  priceBefore: 'Bis dahin',
  cancelBy: 'Kündbar bis',
  cancelAt: 'Kündigen unter',
  paysFor: 'Bezahlt damit',
  events: {
    charge: () => 'Abbuchung',
    'cancel-by': () => 'Letzter Tag zum Kündigen vor der nächsten Abbuchung',
    'trial-end': () => 'Probezeit endet, danach kostet es so viel',
    'price-change': ({ priceBefore }) => `Neuer Preis, statt ${priceBefore}`,
    'term-end': () => 'Mindestlaufzeit endet',
    'card-expiry': () => 'Gilt zum letzten Mal',
    unpaid: () => 'War fällig und ist nicht als bezahlt vermerkt',
  },
};

export const DETAIL_WORDS: Record<ReminderLocale, DetailWords> = { en: ENGLISH, de: GERMAN };
