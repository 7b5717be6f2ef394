import { Trans, useLingui } from '@lingui/react/macro';
import type { ErrorFrameView } from '#shared/schemas/error-schemas.ts';
import { cx } from '#web/ui/cx.ts';

/** Words and places of an error; what is not ours stands back. It scrolls by itself where it is long. */
export function StackView({
  message,
  frames,
}: {
  message: string;
  frames: readonly ErrorFrameView[];
}) {
  const { t } = useLingui();
  return (
    <section
      aria-label={t`Stack`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md bg-sunken p-4 font-mono text-xs leading-6"
    >
      <p className="whitespace-pre">{message}</p>
      {frames.length === 0 ? (
        <p className="text-ink-faint">
          <Trans>No places are known.</Trans>
        </p>
      ) : (
        <ol>
          {frames.map(({ function: name, file, line, column, isOwn }, at) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a stack never changes, and repeats itself
              key={at}
              className={cx('whitespace-pre', isOwn ? 'font-semibold' : 'text-ink-faint')}
            >
              {`${name ?? '(…)'}  ${file}:${line}:${column}`}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
