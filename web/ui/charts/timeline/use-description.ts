import { useLingui } from '@lingui/react/macro';
import type { Steps, Values } from './points.ts';
import { useTimeWords } from './use-time-words.ts';

/** What a step says, in words for screen readers: `14:05: Requests 12/s; Errors none`. */
export function useDescription(
  steps: Steps,
  series: readonly { label: string; values: Values }[],
  format: (value: number) => string,
): (index: number) => string {
  const { t } = useLingui();
  const words = useTimeWords();
  return (index) => {
    const at = steps.at[index];
    if (at === undefined) return t`No figures`;
    const time = words.point(steps.step).format(at);
    const parts = series.map(({ label, values }) => {
      const value = values[index];
      return value == null ? t`${label}: no figure` : `${label}: ${format(value)}`;
    });
    return `${time}. ${parts.join('; ')}`;
  };
}
