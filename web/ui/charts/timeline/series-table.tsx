import { Trans, useLingui } from '@lingui/react/macro';
import type { PanelSeries, Steps } from './points.ts';
import { useTimeWords } from './use-time-words.ts';

const NONE = '–';

export type ChangeWords = (
  now: number | null | undefined,
  before: number | null | undefined,
) => string | null;

/** What a chart draws, to be read, heard and copied; the newest first. */
export function SeriesTable({
  title,
  steps,
  series,
  format,
  changeWords,
}: {
  title: string;
  steps: Steps;
  series: readonly PanelSeries[];
  format: (value: number) => string;
  changeWords?: ChangeWords | undefined;
}) {
  const { t } = useLingui();
  const time = useTimeWords().point(steps.step);
  const textOf = (value: number | null | undefined) => (value == null ? NONE : format(value));
  const columns = series.flatMap(({ key, label, values, before }) => [
    { key, label, textAt: (index: number) => textOf(values[index]) },
    ...(before
      ? [
          {
            key: `${key}-before`,
            label: t`${label}, before`,
            textAt: (index: number) => textOf(before[index]),
          },
        ]
      : []),
    ...(before && changeWords
      ? [
          {
            key: `${key}-change`,
            label: t`${label}, change`,
            textAt: (index: number) => changeWords(values[index], before[index]) ?? NONE,
          },
        ]
      : []),
  ]);
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t`Table: ${title}`}
      className="max-h-72 overflow-auto rounded-xs"
    >
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-ink-faint">
          <tr>
            <th scope="col" className="py-1.5 pe-4 text-start font-medium">
              <Trans>Time</Trans>
            </th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" className="px-2 py-1.5 text-end font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular">
          {steps.at
            .map((at, index) => (
              <tr key={at} className="border-t border-line">
                <th scope="row" className="py-1 pe-4 text-start font-normal whitespace-nowrap">
                  {time.format(at)}
                </th>
                {columns.map(({ key, textAt }) => (
                  <td key={key} className="px-2 py-1 text-end whitespace-nowrap">
                    {textAt(index)}
                  </td>
                ))}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </section>
  );
}
