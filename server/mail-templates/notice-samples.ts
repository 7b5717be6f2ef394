import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { TEST_WORDS } from '#shared/notifications/test-words.ts';
import { digestDetails, reminderDetails } from '#shared/reminders/reminder-details.ts';
import {
  digestMessage,
  type ReminderFacts,
  reminderMessage,
} from '#shared/reminders/reminder-message.ts';
import { REMINDER_KINDS, type ReminderKind } from '#shared/reminders/reminder-rules.ts';
import type { MailLink, MailLocale } from './mail-content.ts';
import type { NoticeMail } from './notice-mail.ts';

const TODAY: CalendarDate = '2026-11-20';
const EURO = { amount: '15.49', currency: 'EUR' };
const COMMON = {
  on: '2026-11-21',
  price: EURO,
  priceInBase: null,
  priceBefore: null,
  cancelBy: null,
  cancelUrl: null,
  names: [],
  budget: null,
  isLate: false,
} as const;

/** One of each kind, so that a new kind is not forgotten here. */
const FACTS: Record<ReminderKind, Omit<ReminderFacts, 'kind'>> = {
  charge: {
    ...COMMON,
    name: 'Netflix',
    price: { amount: '17.99', currency: 'USD' },
    priceInBase: EURO,
    on: '2026-11-27',
    cancelBy: '2026-11-24',
  },
  'cancel-by': { ...COMMON, name: 'Süddeutsche Zeitung', cancelUrl: 'https://example.com/cancel' },
  'trial-end': { ...COMMON, name: 'Disney+', cancelUrl: 'https://example.com/account' },
  'price-change': { ...COMMON, name: 'Spotify', priceBefore: { amount: '12.99', currency: 'EUR' } },
  'term-end': { ...COMMON, name: 'Fitness First', on: '2026-12-20', price: null },
  'card-expiry': {
    ...COMMON,
    name: 'Visa •••• 4242',
    on: '2026-11-30',
    price: null,
    names: ['Netflix', 'iCloud+', 'Adobe Creative Cloud'],
  },
  unpaid: { ...COMMON, name: 'Rundfunkbeitrag', on: '2026-11-19', isLate: true },
  budget: {
    ...COMMON,
    name: 'Streaming',
    on: '2026-11-27',
    price: null,
    budget: {
      period: 'month',
      from: '2026-11-01',
      limit: { amount: '40.00', currency: 'EUR' },
      total: { amount: '48.47', currency: 'EUR' },
      over: { amount: '8.47', currency: 'EUR' },
      charge: { name: 'Netflix', amount: { amount: '17.99', currency: 'USD' } },
    },
  },
};

const ACTIONS: Record<MailLocale, readonly [paid: string, later: string]> = {
  en: ['Mark as paid', 'Remind me later'],
  de: ['Als bezahlt vermerken', 'Später erinnern'],
};

/** Every kind of message that a channel gets. */
export function noticeSamples(locale: MailLocale, publicUrl: string): Record<string, NoticeMail> {
  const setting = { locale, today: TODAY };
  const settingsUrl = `${publicUrl}/settings/notifications`;
  const url = `${publicUrl}/subscriptions`;
  const [paid, later] = ACTIONS[locale];
  const actions: MailLink[] = [paid, later].map((label) => ({ label, url }));
  const kinds = REMINDER_KINDS.map((kind) => {
    const facts = { kind, ...FACTS[kind] };
    const details = reminderDetails(facts, setting);
    const message = { locale, ...reminderMessage(facts, setting), url, details, actions };
    return [kind, { message, settingsUrl }];
  });
  const all = REMINDER_KINDS.map((kind) => ({ kind, ...FACTS[kind] }));
  const days = digestDetails(
    all.map((facts) => ({ facts, url })),
    setting,
  );
  const digest = {
    locale,
    ...digestMessage(all, TODAY, setting),
    url: `${publicUrl}/`,
    details: days,
  };
  const words = TEST_WORDS[locale];
  const test = { locale, title: words.title, body: words.body('Mail'), url: settingsUrl };
  return {
    ...Object.fromEntries(kinds),
    digest: { message: digest, settingsUrl },
    test: { message: test, settingsUrl },
  };
}
