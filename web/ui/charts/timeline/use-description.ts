import { useLingui } from '@lingui/react/macro';
import type { Steps, Values } from './points.ts';
import { useTimeWords } from './use-time-words.ts';

/** What a step says, in words for screen readers: `14:05. Requests: 12/s, before 10/s`. */
export function useDescription(
  steps: Steps,
  series: readonly { label: string; values: Values; before?: Values | undefined }[],
  format: (value: number) => string,
): (index: number) => string {
  const { t } = useLingui();
  const words = useTimeWords();
  return (index) => {
    const at = steps.at[index];
    if (at === undefined) return t`No figures`;
    const time = words.point(steps.step).format(at);
    const parts = series.map(({ label, values, before }) => {
      const value = values[index];
      const earlier = before?.[index];
      const now = value == null ? t`${label}: no figure` : `${label}: ${format(value)}`;
      return earlier == null ? now : t`${now}, before ${format(earlier)}`;
    });
    return `${time}. ${parts.join('; ')}`;
  };
}
