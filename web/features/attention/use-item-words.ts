import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';
import type { AttentionItem } from '#shared/schemas/attention-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';

interface ItemWords {
  /** One sentence: what it is. */
  title: string;
  /** What that means. */
  detail: string | null;
}

/** Up to then a day is told by its distance alone. */
const NEAR_DAYS = 1;

export function useItemWords(): (item: AttentionItem, today: CalendarDate) => ItemWords {
  const { t } = useLingui();
  const format = useFormatter();
  const relative = useRelativeDay();

  function whenOf(date: CalendarDate, today: CalendarDate): string {
    const distance = relative(date, today);
    if (Math.abs(toEpochDay(date) - toEpochDay(today)) <= NEAR_DAYS) return distance;
    const day = format.dayAndMonth(date);
    return t`${day}, ${distance}`;
  }

  function listOf({ names, count }: { names: readonly string[]; count: number }): string {
    const rest = count - names.length;
    return format.list(rest > 0 ? [...names, t`${plural(rest, { other: '# more' })}`] : [...names]);
  }

  return (item, today) => {
    switch (item.kind) {
      case 'delivery-failed': {
        const { name } = item.channel;
        const names = listOf(item);
        return {
          title: t`Reminders did not reach you on ${name}`,
          detail: item.count > 0 ? t`About ${names}.` : null,
        };
      }
      case 'channel-fault': {
        const { name } = item.channel;
        return {
          title: t`${name} refused what was sent last`,
          detail: t`Reminders may not reach you there.`,
        };
      }
      case 'cancel-by': {
        const { name } = item.subscription;
        const when = whenOf(item.on, today);
        const [amount, day] = [format.money(item.amount), format.dayAndMonth(item.chargeOn)];
        return {
          title: t`Last day to cancel ${name}: ${when}`,
          detail: t`After that ${amount} is charged on ${day}.`,
        };
      }
      case 'trial-end': {
        const { name } = item.subscription;
        const when = whenOf(item.on, today);
        const [amount, day] = [format.money(item.amount), format.dayAndMonth(item.chargeOn)];
        return {
          title: t`The trial of ${name} ends ${when}`,
          detail: t`Unless you cancel, ${amount} is charged on ${day}.`,
        };
      }
      case 'price-change': {
        const { name } = item.subscription;
        const [amount, before] = [format.money(item.amount), format.money(item.amountBefore)];
        const when = whenOf(item.on, today);
        return {
          title: t`${name} changes its price to ${amount}`,
          detail: t`It is ${before} until then: ${when}.`,
        };
      }
      case 'card-expiry': {
        const { name } = item.paymentMethod;
        const [when, names] = [whenOf(item.on, today), listOf(item)];
        return {
          title: item.on < today ? t`${name} has expired` : t`${name} expires ${when}`,
          detail: t`It pays for ${names}.`,
        };
      }
      case 'unpaid': {
        const { name } = item.subscription;
        const [amount, when] = [format.money(item.amount), whenOf(item.on, today)];
        return {
          title: t`${name} is not marked as paid`,
          detail: t`${amount} was due ${when}.`,
        };
      }
      case 'budget': {
        const { name } = item.budget;
        const [total, limit] = [format.money(item.total), format.money(item.limit)];
        const [over, day] = [format.money(item.over), format.dayAndMonth(item.on)];
        const isOver = item.on <= today;
        return {
          title: isOver
            ? t`The budget ${name} is exceeded by ${over}`
            : t`The budget ${name} will be exceeded by ${over}`,
          detail:
            item.period === 'month'
              ? t`${total} of ${limit} this month: it is passed on ${day}.`
              : t`${total} of ${limit} this year: it is passed on ${day}.`,
        };
      }
      case 'missing-rate': {
        const { from, to } = item;
        const names = listOf(item);
        return {
          title: t`Nobody said what ${from} is worth in ${to}`,
          detail: t`Missing from the totals: ${names}.`,
        };
      }
      case 'no-channel':
        return {
          title: t`No reminder can reach you yet`,
          detail: t`Choose how you are told before money leaves.`,
        };
    }
  };
}
