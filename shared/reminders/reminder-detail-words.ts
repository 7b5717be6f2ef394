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
  /** Of a budget: what it allows, what the period comes to, and with which charge that is too much. */
  limit: string;
  total: string;
  over: string;
  exceededBy: string;
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
  limit: 'Limit',
  total: 'In all',
  over: 'Too much',
  exceededBy: 'Exceeded with',
  events: {
    charge: () => 'Charge',
    'cancel-by': () => 'Last day to cancel before the next charge',
    'trial-end': () => 'Trial ends, then it costs this',
    'price-change': ({ priceBefore }) => `New price, instead of ${priceBefore}`,
    'term-end': () => 'Minimum term ends',
    'card-expiry': () => 'Can be used for the last time',
    unpaid: () => 'Was due, and is not marked as paid',
    budget: ({ budget }) =>
      budget ? `Over budget: ${budget.total} of ${budget.limit}` : 'Over budget',
  },
};

const GERMAN: DetailWords = {
  price: 'Preis',
  when: 'Wann',
  priceBefore: 'Bis dahin',
  cancelBy: 'Kündbar bis',
  cancelAt: 'Kündigen unter',
  paysFor: 'Bezahlt damit',
  limit: 'Grenze',
  total: 'Insgesamt',
  over: 'Zu viel',
  exceededBy: 'Überschritten mit',
  events: {
    charge: () => 'Abbuchung',
    'cancel-by': () => 'Letzter Tag zum Kündigen vor der nächsten Abbuchung',
    'trial-end': () => 'Probezeit endet, danach kostet es so viel',
    'price-change': ({ priceBefore }) => `Neuer Preis, statt ${priceBefore}`,
    'term-end': () => 'Mindestlaufzeit endet',
    'card-expiry': () => 'Gilt zum letzten Mal',
    unpaid: () => 'War fällig und ist nicht als bezahlt vermerkt',
    budget: ({ budget }) =>
      budget ? `Über dem Budget: ${budget.total} von ${budget.limit}` : 'Über dem Budget',
  },
};

export const DETAIL_WORDS: Record<ReminderLocale, DetailWords> = { en: ENGLISH, de: GERMAN };
