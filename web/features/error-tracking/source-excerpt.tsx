import { useLingui } from '@lingui/react/macro';
import type { ErrorFrameView } from '#shared/schemas/error-schemas.ts';
import { cx } from '#web/ui/cx.ts';
import { excerptLines } from './excerpt-lines.ts';
import { frameText } from './frame-runs.ts';

/** What is written at a place and around it. It scrolls by itself where lines are long. */
export function SourceExcerpt({
  frame,
  lines,
}: {
  frame: ErrorFrameView;
  lines: NonNullable<ErrorFrameView['lines']>;
}) {
  const { t } = useLingui();
  const place = frameText(frame);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div
      role="group"
      aria-label={t`Source at ${place}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      className="mt-1 mb-2 overflow-x-auto rounded-sm border border-line bg-surface py-1.5"
    >
      <ol className="w-max min-w-full">
        {excerptLines(frame.line, lines).map(({ number, text, isPlace }) => (
          <li
            key={number}
            aria-current={isPlace ? 'location' : undefined}
            className={cx(
              'flex border-s-3 pe-4',
              isPlace
                ? 'border-danger bg-danger-soft font-semibold'
                : 'border-transparent text-ink-soft',
            )}
          >
            <span
              className={cx(
                'w-10 shrink-0 pe-3 text-end select-none',
                isPlace ? 'text-danger-ink' : 'text-ink-faint',
              )}
            >
              {number}
            </span>
            <code className="whitespace-pre">{text || ' '}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
