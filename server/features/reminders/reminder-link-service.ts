import { type Clock, instantOf } from '#server/clock.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import { AppError } from '#shared/app-error.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import { type Household, isAtLeast } from '#shared/households.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type { ReminderFacts } from '#shared/reminders/reminder-message.ts';
import type {
  ReminderLinkView,
  Snooze,
  UsedReminderLink,
} from '#shared/schemas/reminder-link-schemas.ts';
import type { PaymentRecord } from '#shared/subscriptions/subscription.ts';
import type { ReminderChannels } from './reminder-channels.ts';
import type { ReminderDeliveryRepository } from './reminder-delivery-repository.ts';
import { createReminderFacts } from './reminder-facts.ts';
import {
  loadPeople,
  loadSubjects,
  localTimeOf,
  type ReminderPerson,
  type ReminderSources,
} from './reminder-household.ts';
import { eventOf, fingerprintOf } from './reminder-link-facts.ts';
import type { ReminderLinkRepository, ReminderLinkUse } from './reminder-link-repository.ts';
import type { ReminderLink, ReminderLinkTokens } from './reminder-link-token.ts';
import { snoozeChoices } from './snooze-choices.ts';
import { deliveryIdOf, snoozedDelivery } from './snoozed-delivery.ts';

const NO_RATES = createRateBook([]);

/** What links need of the ledger. */
export interface ReminderLedger {
  find(
    householdId: string,
    subscriptionId: string,
    dueOn: CalendarDate,
  ): Promise<PaymentRecord | null>;
  /** Enters it as paid, unless there is an entry. @returns the one that is there then */
  enterPaid(
    scope: HouseholdScope,
    occurrence: { subscriptionId: string; dueOn: CalendarDate },
    entry: { paidOn: CalendarDate; amount: NonNullable<ReminderFacts['price']> },
  ): Promise<PaymentRecord>;
}

export interface ReminderLinkDeps extends ReminderSources {
  tokens: Pick<ReminderLinkTokens, 'read'>;
  links: ReminderLinkRepository;
  deliveries: Pick<ReminderDeliveryRepository, 'find' | 'insertNew'>;
  channels: Pick<ReminderChannels, 'of'>;
  ledger: ReminderLedger;
  clock: Clock;
  /** Something of the household may be another. Awaited before anybody is told. */
  onChange(householdId: string): Promise<void>;
}

interface OpenLink {
  link: ReminderLink;
  household: Household;
  person: ReminderPerson;
  facts: ReminderFacts;
}

export type ReminderLinkService = ReturnType<typeof createReminderLinkService>;

const DAY_MS = 24 * 3_600_000;
/** Longer than any link holds, and than a message is tried that brings it once more. */
const REMEMBERED_MS = 90 * DAY_MS;

/** What links in messages show and do, for whoever has them. */
export function createReminderLinkService(deps: ReminderLinkDeps) {
  const { tokens, links, deliveries, ledger, clock } = deps;

  /** @throws AppError `not-found`, `link-expired`, `link-used`, `link-outdated` */
  async function open(token: string): Promise<OpenLink> {
    const link = tokens.read(token);
    if (!link) throw new AppError('not-found');
    if (clock.now() >= link.expiresAt) throw new AppError('link-expired');
    const { householdId, userId, channelId } = link;
    const use = await links.find(householdId, idOfUse(link));
    if (use && use.doneAt !== null) throw new AppError('link-used');
    const [loaded, delivery, channels] = await Promise.all([
      loadPeople(deps, householdId),
      deliveries.find(householdId, deliveryIdOf(link)),
      deps.channels.of(householdId, userId),
    ]);
    const person = loaded?.people.find((each) => each.userId === userId);
    // Whoever removes a channel ends the links that went over it.
    const isThere = delivery !== null && channels.some(({ id }) => id === channelId);
    if (!loaded || !person || !isThere) throw new AppError('link-outdated');
    if (link.action === 'paid' && !isAtLeast(person.role, 'member')) {
      throw new AppError('link-outdated');
    }
    const facts = await factsNow(link, loaded.household, person);
    if (!facts) throw new AppError('link-outdated');
    return { link, household: loaded.household, person, facts };
  }

  /** As the message said them; null where it would say something else today. */
  async function factsNow(link: ReminderLink, household: Household, person: ReminderPerson) {
    const subjects = await loadSubjects(deps, household, [person]);
    const event = eventOf(link, subjects);
    if (!event) return null;
    const { baseCurrency } = household;
    const context = { subjects, baseCurrency, rateBook: NO_RATES, today: link.saidOn };
    const facts = createReminderFacts(context)(event, false);
    return Buffer.compare(fingerprintOf(facts), link.fingerprint) === 0 ? facts : null;
  }

  async function pay({ link, household, facts }: OpenLink): Promise<UsedReminderLink> {
    const { id: householdId, timeZone, baseCurrency } = household;
    if (!facts.price) throw new AppError('link-outdated');
    const { status, paidOn } = await ledger.enterPaid(
      { householdId, timeZone, baseCurrency },
      { subscriptionId: link.subjectId, dueOn: link.occurrence },
      { paidOn: todayIn(timeZone, clock.now()), amount: facts.price },
    );
    return { action: 'paid', entry: { status, paidOn }, again: null };
  }

  async function snooze(
    { link, person: { timeZone } }: OpenLink,
    until: string,
  ): Promise<UsedReminderLink> {
    await deliveries.insertNew(link.householdId, [snoozedDelivery(link, until, clock.now())]);
    return { action: 'snooze', entry: null, again: localTimeOf(timeZone, Date.parse(until)) };
  }

  function chosen({ link, person }: OpenLink, until: Snooze | undefined): string | null {
    if (link.action !== 'snooze') {
      if (until) throw invalidInput('/until', 'must be left out: this link puts nothing off');
      return null;
    }
    const choices = snoozeChoices(person, link, clock.now());
    const choice = choices.find((each) => each.until === until);
    if (choice) return instantOf(choice.at);
    const names = choices.map((each) => each.until).join(', ');
    throw invalidInput('/until', names ? `must be one of ${names}` : 'would come too late to help');
  }

  return {
    /** What the message said, and what can be done about it now. Changes nothing. */
    async look(token: string): Promise<ReminderLinkView> {
      const { link, person, facts } = await open(token);
      const { action, householdId, kind, subjectId, occurrence, on } = link;
      const isPaid = action === 'paid';
      const entry = isPaid ? await ledger.find(householdId, subjectId, occurrence) : null;
      const choices = isPaid ? [] : snoozeChoices(person, link, clock.now());
      return {
        action,
        kind,
        subject: { id: subjectId, name: facts.name },
        on,
        price: facts.price,
        priceBefore: facts.priceBefore,
        cancelBy: facts.cancelBy,
        names: [...facts.names],
        entry: entry?.status ?? null,
        choices: choices.map(({ until, date, hour }) => ({ until, date, hour })),
      };
    },

    /**
     * Does what the link is for. It is written down before that it was begun, and afterwards that
     * it is done: who dies in between leaves a link that still works, and both effects are rows
     * with a key of their own, so that doing them again changes nothing. Of several at once one is
     * told that it was them.
     * @throws AppError as looking at it does
     */
    async redeem(token: string, until?: Snooze): Promise<UsedReminderLink> {
      const opened = await open(token);
      const { householdId } = opened.link;
      const mine: ReminderLinkUse = {
        id: idOfUse(opened.link),
        snoozeUntil: chosen(opened, until),
        begunAt: instantOf(clock.now()),
        doneAt: null,
      };
      const first = await links.begin(householdId, mine);
      if (first.doneAt !== null) throw new AppError('link-used');
      try {
        const done = first.snoozeUntil
          ? await snooze(opened, first.snoozeUntil)
          : await pay(opened);
        const isOurs = await links.finish(householdId, mine.id, instantOf(clock.now()));
        if (!isOurs) throw new AppError('link-used');
        return done;
      } finally {
        await deps.onChange(householdId);
      }
    },

    /** Forgets links that are too old to be used again, in every household. */
    async purge(): Promise<void> {
      await links.purge(instantOf(clock.now() - REMEMBERED_MS));
    },
  };
}

/** The same for every link that does the same, however often its message was sent. */
function idOfUse(link: ReminderLink): string {
  return `${link.action}/${deliveryIdOf(link)}`;
}
