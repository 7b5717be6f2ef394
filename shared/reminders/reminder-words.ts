import type { LinkAction } from '#shared/schemas/reminder-link-schemas.ts';
import type { ReminderKind } from './reminder-rules.ts';
import type { ReminderLocale } from './reminder-settings.ts';

/** What a sentence is made of, written as its language writes it. */
export interface WordParts {
  name: string;
  /** "tomorrow", "on Mon, 2 March 2026". */
  when: string;
  /** The same without a preposition, to stand after "from" and "by". */
  date: string;
  /** With what it is in the household's currency, where that is another one and known. */
  price: string | null;
  priceBefore: string | null;
  /** What falls due with a card that expires. */
  names: readonly string[];
  budget: BudgetParts | null;
}

/** How a budget is exceeded. */
export interface BudgetParts {
  /** "November 2026", "2026". */
  period: string;
  limit: string;
  total: string;
  over: string;
  /** The subscription with which it is exceeded, and what that charges. */
  charge: string;
  amount: string;
}

type Sentence = (parts: WordParts) => string;

export interface ReminderWords {
  today: string;
  tomorrow: string;
  yesterday: string;
  /** `on` a date. */
  on(date: string): string;
  inDays(days: number): string;
  titles: Record<ReminderKind, Sentence>;
  sentences: Record<ReminderKind, Sentence>;
  cancelBy(date: string): string;
  cancelAt(address: string): string;
  late: string;
  digestTitle(count: number, date: string): string;
  /** As short as a button. */
  actions: Record<LinkAction, string>;
}

const ENGLISH: ReminderWords = {
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  on: (date) => `on ${date}`,
  inDays: (days) => `in ${days} days`,
  titles: {
    charge: ({ name, price, when }) => `${name}: ${price} ${when}`,
    'cancel-by': ({ name, when }) => `${name}: last chance to cancel ${when}`,
    'trial-end': ({ name, when }) => `${name}: trial ends ${when}`,
    'price-change': ({ name, price, when }) => `${name}: ${price} ${when} and after`,
    'term-end': ({ name, when }) => `${name}: minimum term ends ${when}`,
    'card-expiry': ({ name, when }) => `${name}: expires ${when}`,
    unpaid: ({ name, price }) => `${name}: ${price} not marked as paid`,
    budget: ({ name, when }) => `${name}: over budget ${when}`,
  },
  sentences: {
    charge: ({ name, price, when }) => `${name} charges ${price} ${when}.`,
    'cancel-by': ({ name, price, date }) =>
      `Whoever cancels ${name} by ${date} still avoids the next charge of ${price}.`,
    'trial-end': ({ name, price, when }) =>
      `The trial of ${name} ends ${when}. After that it costs ${price}.`,
    'price-change': ({ name, price, priceBefore, date }) =>
      `From ${date} on ${name} costs ${price} instead of ${priceBefore}.`,
    'term-end': ({ name, when }) =>
      `The minimum term of ${name} ends ${when}. It goes on unless somebody cancels it.`,
    'card-expiry': ({ name, when, names }) =>
      `${name} can be used ${when} for the last time. It pays for ${listed(names, 'and')}.`,
    unpaid: ({ name, price, when }) =>
      `${name} was due ${when} with ${price}, and is not marked as paid.`,
    budget: ({ name, when, budget }) =>
      budget
        ? `With ${budget.charge} (${budget.amount}) ${when}, ${name} passes its limit of ` +
          `${budget.limit}. ${budget.period} comes to ${budget.total} in all: ` +
          `${budget.over} too much.`
        : `${name} passes its limit ${when}.`,
  },
  cancelBy: (date) => `It can be cancelled in time until ${date}.`,
  cancelAt: (address) => `Cancel at ${address}`,
  late: 'This comes late: it could not be sent in time.',
  digestTitle: (count, date) =>
    count === 1 ? `One reminder from ${date} on` : `${count} reminders from ${date} on`,
  actions: { paid: 'Mark as paid', snooze: 'Remind me later' },
};

const GERMAN: ReminderWords = {
  today: 'heute',
  tomorrow: 'morgen',
  yesterday: 'gestern',
  on: (date) => `am ${date}`,
  inDays: (days) => `in ${days} Tagen`,
  titles: {
    charge: ({ name, price, when }) => `${name}: ${price} ${when}`,
    'cancel-by': ({ name, when }) => `${name}: letzte Gelegenheit zur Kündigung ${when}`,
    'trial-end': ({ name, when }) => `${name}: Probezeit endet ${when}`,
    'price-change': ({ name, price, date }) => `${name}: ${price} ab ${date}`,
    'term-end': ({ name, when }) => `${name}: Mindestlaufzeit endet ${when}`,
    'card-expiry': ({ name, when }) => `${name}: läuft ${when} ab`,
    unpaid: ({ name, price }) => `${name}: ${price} nicht als bezahlt vermerkt`,
    budget: ({ name, when }) => `${name}: Budget ${when} überschritten`,
  },
  sentences: {
    charge: ({ name, price, when }) => `${name} bucht ${when} ${price} ab.`,
    'cancel-by': ({ name, price, date }) =>
      `Wer ${name} bis ${date} kündigt, vermeidet noch die nächste Abbuchung von ${price}.`,
    'trial-end': ({ name, price, when }) =>
      `Die Probezeit von ${name} endet ${when}. Danach kostet es ${price}.`,
    'price-change': ({ name, price, priceBefore, date }) =>
      `Ab ${date} kostet ${name} ${price} statt ${priceBefore}.`,
    'term-end': ({ name, when }) =>
      `Die Mindestlaufzeit von ${name} endet ${when}. Ohne Kündigung läuft es weiter.`,
    'card-expiry': ({ name, when, names }) =>
      `${name} gilt ${when} zum letzten Mal. Damit wird bezahlt: ${listed(names, 'und')}.`,
    unpaid: ({ name, price, when }) =>
      `${name} war ${when} mit ${price} fällig und ist nicht als bezahlt vermerkt.`,
    budget: ({ name, when, budget }) =>
      budget
        ? `Mit ${budget.charge} (${budget.amount}) ${when} überschreitet ${name} die Grenze von ` +
          `${budget.limit}. ${budget.period} kommt insgesamt auf ${budget.total}: ` +
          `${budget.over} zu viel.`
        : `${name} überschreitet ${when} die Grenze.`,
  },
  cancelBy: (date) => `Rechtzeitig kündigen kann man bis ${date}.`,
  cancelAt: (address) => `Kündigen unter ${address}`,
  late: 'Diese Nachricht kommt verspätet: Sie konnte nicht rechtzeitig gesendet werden.',
  digestTitle: (count, date) =>
    count === 1 ? `Eine Erinnerung ab ${date}` : `${count} Erinnerungen ab ${date}`,
  actions: { paid: 'Als bezahlt vermerken', snooze: 'Später erinnern' },
};

export const REMINDER_WORDS: Record<ReminderLocale, ReminderWords> = { en: ENGLISH, de: GERMAN };

function listed(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}
