import { z } from 'zod';
import { BUDGET_PERIODS } from '#shared/budgets/budget.ts';
import { NOTICE_KINDS, type NoticeKind } from './channel-resource-schemas.ts';
import {
  calendarDateSchema,
  currencySchema,
  idSchema,
  instantSchema,
  moneyViewSchema,
  webAddressSchema,
} from './primitives.ts';

/** `now`: the longer it waits, the more it costs; `later`: it can wait for a free minute. */
export const URGENCIES = ['now', 'soon', 'later'] as const;

/** Names an item for good: what is dismissed by it stays away. */
export const attentionKeySchema = z
  .string()
  .regex(/^[a-z-]+(\.[\w-]+)*$/, 'must be the key of an item')
  .max(100, 'must have at most 100 characters')
  .meta({ example: 'trial-end.01890a5d-ac96-774b-bcce-b302099a8057.2026-12-01' });

const every = {
  key: attentionKeySchema,
  urgency: z.enum(URGENCIES),
  isNew: z.boolean().meta({ description: 'Whether you have not seen it yet, on any device.' }),
};
const subscription = z.object({
  id: idSchema,
  name: z.string(),
  service: z.string().nullable(),
});
const channel = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(NOTICE_KINDS as readonly [NoticeKind, ...NoticeKind[]]),
});
/** Some of the names that it is about, and how many there are. */
const named = { names: z.array(z.string()), count: z.int() };
/** A charge that somebody can still avoid until the day `on`. */
const avoidable = {
  ...every,
  subscription,
  on: calendarDateSchema,
  chargeOn: calendarDateSchema,
  amount: moneyViewSchema,
  cancelUrl: webAddressSchema.nullable(),
};

export const attentionItemSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delivery-failed'),
    ...every,
    channel,
    at: instantSchema,
    words: z.string().nullable().meta({ description: 'What the service answered last.' }),
    ...named,
  }),
  z.object({
    kind: z.literal('channel-fault'),
    ...every,
    channel,
    at: instantSchema,
    words: z.string(),
  }),
  z.object({ kind: z.literal('cancel-by'), ...avoidable }),
  z.object({ kind: z.literal('trial-end'), ...avoidable }),
  z.object({
    kind: z.literal('price-change'),
    ...every,
    subscription,
    on: calendarDateSchema,
    amount: moneyViewSchema,
    amountBefore: moneyViewSchema,
  }),
  z.object({
    kind: z.literal('card-expiry'),
    ...every,
    paymentMethod: z.object({ id: idSchema, name: z.string() }),
    on: calendarDateSchema.meta({ description: 'The last day on which it can be used.' }),
    ...named,
  }),
  z.object({
    kind: z.literal('unpaid'),
    ...every,
    subscription,
    dueOn: calendarDateSchema.meta({ description: 'Names its entry in the ledger.' }),
    on: calendarDateSchema,
    amount: moneyViewSchema,
  }),
  z.object({
    kind: z.literal('budget'),
    ...every,
    budget: z.object({ id: idSchema, name: z.string() }),
    on: calendarDateSchema.meta({ description: 'The day whose charge exceeds it.' }),
    total: moneyViewSchema,
    limit: moneyViewSchema,
    over: moneyViewSchema,
    period: z.enum(BUDGET_PERIODS),
  }),
  z.object({
    kind: z.literal('missing-rate'),
    ...every,
    from: currencySchema,
    to: currencySchema,
    ...named,
  }),
  z.object({ kind: z.literal('no-channel'), ...every }),
]);
export type AttentionItem = z.infer<typeof attentionItemSchema>;

type WithoutIsNew<Item> = Item extends unknown ? Omit<Item, 'isNew'> : never;
/** An item before it is known whether the member has seen it. */
export type AttentionFinding = WithoutIsNew<AttentionItem>;

export const attentionSchema = z.object({
  today: calendarDateSchema,
  items: z.array(attentionItemSchema),
  total: z
    .int()
    .meta({ description: 'How many there are; of very many only the most urgent are listed.' }),
  newCount: z.int().meta({ description: 'How many of the items listed are new to you.' }),
});
export type AttentionView = z.infer<typeof attentionSchema>;

export const attentionParams = z.strictObject({ key: attentionKeySchema });

export const seenInput = z.strictObject({
  keys: z.array(attentionKeySchema).max(200, 'must name at most 200 items'),
});
