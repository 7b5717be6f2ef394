import { z } from 'zod';
import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { isTimeZone } from '#shared/dates/time-zone.ts';
import { isCurrency } from '#shared/money/currencies.ts';
import { checkAmount } from '#shared/money/money.ts';
import { UNITS } from '#shared/subscriptions/subscription.ts';

/** `2026-01-31`: a date that exists. */
export const calendarDateSchema = z
  .string()
  .refine(isCalendarDate, 'must be a date that exists, such as 2026-01-31')
  .meta({ format: 'date', example: '2026-01-31' }) as unknown as z.ZodType<
  CalendarDate,
  CalendarDate
>;

export const instantSchema = z.string().meta({ format: 'date-time' });

export const currencySchema = z
  .string()
  .refine(isCurrency, 'must be an ISO 4217 code, such as EUR')
  .meta({ example: 'EUR', pattern: '^[A-Z]{3}$' });

export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, 'must be an IANA time zone, such as Europe/Berlin')
  .meta({ example: 'Europe/Berlin' });

export const idSchema = z.uuid('must be an id of the form 01890a5d-ac96-774b-bcce-b302099a8057');

/** The `{id}` of an address. */
export const idParams = z.strictObject({ id: idSchema });

/** An answer without a body. */
export const emptySchema = z.undefined();

/** The body of a request that has nothing to say: none, or `{}`. */
export const noBodySchema = z.strictObject({}).nullable();

/** A decimal; `checkAmount` says whether it has as many digits as its currency allows. */
export const amountSchema = z
  .string()
  .meta({ example: '15.49', pattern: '^\\d{1,12}(\\.\\d{1,3})?$' });

/** An amount in a currency, as it comes in. */
export const moneySchema = z
  .strictObject({ amount: amountSchema, currency: currencySchema })
  .superRefine((money, context) => {
    const fault = isCurrency(money.currency) && checkAmount(money.amount, money.currency);
    if (fault) context.addIssue({ code: 'custom', path: ['amount'], message: fault });
  });
export type Money = z.infer<typeof moneySchema>;

/** An amount as it is answered: totals may have more digits than one price may. */
export const moneyViewSchema = z.object({
  amount: z.string().meta({ example: '15.49' }),
  currency: z.string().meta({ example: 'EUR' }),
});

export const cycleSchema = z.strictObject({
  every: z
    .number('must be a whole number from 1 to 999')
    .int('must be a whole number from 1 to 999')
    .min(1, 'must be a whole number from 1 to 999')
    .max(999, 'must be a whole number from 1 to 999'),
  unit: z.enum(UNITS, `must be one of ${UNITS.join(', ')}`),
});

/** Control characters, and halves of surrogate pairs: UTF-8 cannot hold those. */
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u;
const UNWRITABLE_IN_LINES = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;
const NO_CONTROL = 'must not contain control characters';

/** Text for people, in one line: trimmed, not empty, without control characters. */
export function labelSchema(maximum: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maximum, `must have at most ${maximum} characters`)
    .refine((text) => !UNWRITABLE.test(text), NO_CONTROL)
    .meta({ pattern: '\\S' });
}

/** Text of any number of lines; it may be empty. */
export function notesSchema(maximum: number) {
  return z
    .string()
    .max(maximum, `must have at most ${maximum} characters`)
    .refine((text) => !UNWRITABLE_IN_LINES.test(text), NO_CONTROL);
}

export const webAddressSchema = z
  .string()
  .max(2_048, 'must have at most 2048 characters')
  .refine(isWebAddress, 'must be an address that begins with https:// or http://')
  .meta({ example: 'https://example.com' });

/** A whole number in a query, written as people write it: not `1e1`, `0x10` or ` 5`. */
export function countQuery(minimum: number, maximum: number, byDefault: number) {
  return z.coerce
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum,
      `must be a whole number from ${minimum} to ${maximum}`,
    )
    .meta({ type: 'integer', minimum, maximum, default: byDefault })
    .transform(Number)
    .default(byDefault);
}

/** What every list takes. */
export const pageQuery = {
  limit: countQuery(1, 200, 50),
  cursor: z.string().max(500).optional(),
};

/** The query of a list that takes nothing else. */
export const pagedQuery = z.strictObject(pageQuery);

/** What every list answers. `nextCursor` is null on the last page. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && !UNWRITABLE.test(text) && URL.canParse(text);
}
