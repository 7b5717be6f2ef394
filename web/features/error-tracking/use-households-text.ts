import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { ErrorGroupView } from '#shared/schemas/error-schemas.ts';

/** How many households it hit, as far as they were counted. */
export function useHouseholdsText(): (households: ErrorGroupView['households']) => string {
  const { t } = useLingui();
  return ({ count, isExact }) => {
    if (count === 0) return t`no household known`;
    const text = plural(count, { one: '# household', other: '# households' });
    return isExact ? t`${text}` : t`at least ${text}`;
  };
}
