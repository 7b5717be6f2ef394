import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight, GitCompareArrows } from 'lucide-react';
import { useMediaQuery } from '#web/lib/use-media-query.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { Select } from '#web/ui/select.tsx';
import { CustomRange } from './custom-range.tsx';
import {
  RANGE_NAMES,
  type RangeName,
  shiftWindow,
  type TimeRange,
  type TimeWindow,
} from './time-range.ts';
import { useRangeNames } from './use-range-words.ts';

/** Of when the page is: up to now, a window that stays, and the same length before it. */
export function RangeBar({
  range,
  window,
  isComparable,
  onChange,
}: {
  range: TimeRange;
  window: TimeWindow;
  /** Whether the page can show the time before as well. */
  isComparable: boolean;
  onChange: (range: TimeRange) => void;
}) {
  const { t } = useLingui();
  const names = useRangeNames();
  const isWide = useMediaQuery('(min-width: 80rem)');
  const fix = (fixed: TimeWindow) => onChange({ ...range, name: null, fixed });
  const show = (name: string) => {
    const known = RANGE_NAMES.find((one) => one === name);
    if (known) onChange({ ...range, name: known, fixed: null });
  };
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-2 gap-y-3">
      {isWide ? (
        <SegmentedControl<RangeName | ''>
          label={t`Time range`}
          value={range.name ?? ''}
          options={RANGE_NAMES.map((value) => ({ value, label: names[value] }))}
          onChange={show}
        />
      ) : (
        <Select
          aria-label={t`Time range`}
          value={range.name ?? ''}
          onChange={({ target }) => show(target.value)}
          className="w-36"
        >
          {range.name === null && <option value="">{t`Chosen times`}</option>}
          {RANGE_NAMES.map((name) => (
            <option key={name} value={name}>
              {names[name]}
            </option>
          ))}
        </Select>
      )}
      <div className="flex">
        <IconButton
          icon={ChevronLeft}
          label={t`Earlier`}
          onClick={() => fix(shiftWindow(window, -1, Date.now()))}
        />
        <IconButton
          icon={ChevronRight}
          label={t`Later`}
          disabled={range.fixed === null}
          onClick={() => fix(shiftWindow(window, 1, Date.now()))}
        />
      </div>
      <CustomRange window={window} isChosen={range.fixed !== null} onChoose={fix} />
      {isComparable && (
        <button
          type="button"
          aria-pressed={range.isCompared}
          title={t`Show the same length of time before it as well`}
          onClick={() => onChange({ ...range, isCompared: !range.isCompared })}
          className={cx(
            buttonClass({ variant: 'ghost', size: 'sm' }),
            'aria-pressed:bg-tide-soft aria-pressed:text-tide-ink',
          )}
        >
          <GitCompareArrows aria-hidden className="size-[1.15em]" />
          <Trans>Compare</Trans>
        </button>
      )}
    </div>
  );
}
