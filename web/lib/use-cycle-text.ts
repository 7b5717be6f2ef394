import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Cycle } from '#shared/subscriptions/subscription.ts';

/** Cycles in words; null is something paid once. */
export function useCycleText() {
  const { t } = useLingui();
  return {
    /** `Monthly`, `Every 3 months`, `Once`. */
    rhythm(cycle: Cycle | null): string {
      if (cycle === null) return t`Once`;
      const { every, unit } = cycle;
      switch (unit) {
        case 'day':
          return t`${plural(every, { one: 'Daily', other: 'Every # days' })}`;
        case 'week':
          return t`${plural(every, { one: 'Weekly', other: 'Every # weeks' })}`;
        case 'month':
          return t`${plural(every, { one: 'Monthly', other: 'Every # months' })}`;
        case 'year':
          return t`${plural(every, { one: 'Yearly', other: 'Every # years' })}`;
      }
    },
    /** After an amount: `a month`, `every 3 months`, `once`. */
    per(cycle: Cycle | null): string {
      if (cycle === null) return t`once`;
      const { every, unit } = cycle;
      switch (unit) {
        case 'day':
          return t`${plural(every, { one: 'a day', other: 'every # days' })}`;
        case 'week':
          return t`${plural(every, { one: 'a week', other: 'every # weeks' })}`;
        case 'month':
          return t`${plural(every, { one: 'a month', other: 'every # months' })}`;
        case 'year':
          return t`${plural(every, { one: 'a year', other: 'every # years' })}`;
      }
    },
    /** A length of time: `30 days`, `1 month`. */
    length({ every, unit }: Cycle): string {
      switch (unit) {
        case 'day':
          return t`${plural(every, { one: '# day', other: '# days' })}`;
        case 'week':
          return t`${plural(every, { one: '# week', other: '# weeks' })}`;
        case 'month':
          return t`${plural(every, { one: '# month', other: '# months' })}`;
        case 'year':
          return t`${plural(every, { one: '# year', other: '# years' })}`;
      }
    },
  };
}
