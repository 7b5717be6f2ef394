import {
  amount,
  calendarDate,
  documentOf,
  flag,
  instant,
  listOf,
  oneOf,
  orNull,
  record,
  text,
  version,
} from './field-rules.ts';
import { ANY_INSTANT, type Migration } from './migration.ts';

const versioned = { version, createdAt: instant, updatedAt: instant };
const trashable = {
  householdId: text,
  id: text,
  ...versioned,
  deletedAt: orNull(instant),
};
const cycle = record({
  every: { bsonType: 'int', minimum: 1, maximum: 999 },
  unit: oneOf('day', 'week', 'month', 'year'),
});
/** A household's list in its order; few rows of it lie in the trash. */
const byHousehold = { name: 'by_household', key: { householdId: 1, createdAt: 1, id: 1 } } as const;
/** What is purged: the few that have an end. */
const inTrash = {
  name: 'in_trash',
  key: { deletedAt: 1 },
  only: { deletedAt: ANY_INSTANT },
} as const;

/*
 * No index lets documents expire by themselves: the purge of every hour does that on every engine
 * alike, by our clock, and with what belongs to them.
 */
export const firstSchema: Migration = {
  name: '0001-first-schema',
  collections: [
    {
      name: 'users',
      validator: documentOf({
        ...versioned,
        name: text,
        email: text,
        emailKey: text,
        passwordHash: text,
        role: oneOf('operator', 'user'),
        householdId: text,
      }),
      indexes: [{ name: 'by_email', key: { emailKey: 1 }, isUnique: true }],
    },
    {
      name: 'first_user',
      validator: documentOf({ userId: text, claimedAt: instant }),
      indexes: [],
    },
    {
      name: 'sessions',
      validator: documentOf({
        id: text,
        userId: text,
        createdAt: instant,
        lastSeenAt: instant,
        expiresAt: instant,
        userAgent: orNull(text),
      }),
      indexes: [
        { name: 'by_id', key: { id: 1 }, isUnique: true },
        { name: 'by_user', key: { userId: 1 } },
      ],
    },
    {
      name: 'password_resets',
      validator: documentOf({ tokenHash: text, createdAt: instant, expiresAt: instant }),
      indexes: [{ name: 'by_token', key: { tokenHash: 1 }, isUnique: true }],
    },
    {
      name: 'households',
      validator: documentOf({ ...versioned, name: text, baseCurrency: text, timeZone: text }),
      indexes: [],
    },
    {
      name: 'memberships',
      validator: documentOf({
        householdId: text,
        userId: text,
        role: oneOf('viewer', 'member', 'admin', 'owner'),
        createdAt: instant,
      }),
      indexes: [
        { name: 'by_household', key: { householdId: 1, createdAt: 1, userId: 1 } },
        { name: 'by_user', key: { userId: 1, createdAt: 1, householdId: 1 } },
      ],
    },
    {
      name: 'subscriptions',
      validator: documentOf({
        ...trashable,
        name: text,
        cycle: orNull(cycle),
        anchor: calendarDate,
        weekendRule: oneOf('none', 'next-business-day', 'previous-business-day'),
        pauses: listOf(record({ from: calendarDate, until: orNull(calendarDate) })),
        trialEndsOn: orNull(calendarDate),
        autoRenews: flag,
        notice: orNull(cycle),
        minimumTermEndsOn: orNull(calendarDate),
        cancelledOn: orNull(calendarDate),
        accessUntil: orNull(calendarDate),
        url: orNull(text),
        cancelUrl: orNull(text),
        service: orNull(text),
        notes: text,
        tags: listOf(text),
        categoryId: orNull(text),
        paymentMethodId: orNull(text),
        prices: listOf(record({ from: calendarDate, amountMinor: amount, currency: text })),
      }),
      indexes: [byHousehold, inTrash],
    },
    {
      name: 'payments',
      validator: documentOf({
        householdId: text,
        subscriptionId: text,
        dueOn: calendarDate,
        ...versioned,
        status: oneOf('paid', 'skipped'),
        paidOn: orNull(calendarDate),
        amountMinor: orNull(amount),
        currency: orNull(text),
      }),
      indexes: [
        { name: 'by_due_date', key: { householdId: 1, dueOn: 1, subscriptionId: 1 } },
        { name: 'by_subscription', key: { householdId: 1, subscriptionId: 1, dueOn: 1 } },
      ],
    },
    {
      name: 'categories',
      validator: documentOf({ ...trashable, name: text, color: text }),
      indexes: [byHousehold, inTrash],
    },
    {
      name: 'payment_methods',
      validator: documentOf({
        ...trashable,
        label: text,
        kind: text,
        lastFour: orNull(text),
        expiresIn: orNull(text),
      }),
      indexes: [byHousehold, inTrash],
    },
    {
      name: 'rates',
      validator: documentOf({
        householdId: text,
        from: text,
        to: text,
        on: calendarDate,
        rate: text,
        source: text,
      }),
      indexes: [{ name: 'by_household', key: { householdId: 1, from: 1, to: 1, on: 1 } }],
    },
    {
      name: 'imports',
      validator: documentOf({
        householdId: text,
        id: text,
        version,
        format: text,
        content: { bsonType: 'binData' },
        createdAt: instant,
        expiresAt: instant,
      }),
      indexes: [
        { name: 'by_household', key: { householdId: 1 } },
        { name: 'by_expiry', key: { expiresAt: 1 } },
      ],
    },
    {
      name: 'calendar_feeds',
      validator: documentOf({ tokenHash: text, createdAt: instant }),
      indexes: [{ name: 'by_token', key: { tokenHash: 1 }, isUnique: true }],
    },
    {
      name: 'idempotency_records',
      validator: documentOf({
        householdId: text,
        key: text,
        fingerprint: text,
        resourceId: text,
        createdAt: instant,
        response: orNull(text),
      }),
      indexes: [
        { name: 'by_household', key: { householdId: 1 } },
        { name: 'by_age', key: { createdAt: 1 } },
      ],
    },
    {
      name: 'deletions',
      validator: documentOf({
        kind: oneOf('user', 'household', 'subscription'),
        householdId: orNull(text),
        id: text,
        begunAt: instant,
      }),
      indexes: [],
    },
  ],
};
