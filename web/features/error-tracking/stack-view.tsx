import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ErrorFrameView } from '#shared/schemas/error-schemas.ts';
import { type FrameRun, frameRuns, isUnread } from './frame-runs.ts';
import { Chevron, StackFrame } from './stack-frame.tsx';

/** So many places of libraries one after the other are shown only to who asks. */
const LONG_RUN = 3;

/** Words and places of an error, the innermost first. What is not ours stands back. */
export function StackView({
  message,
  frames,
}: {
  message: string;
  frames: readonly ErrorFrameView[];
}) {
  const { t } = useLingui();
  const runs = frameRuns(frames);
  const firstOwn = frames.find(({ isOwn, lines }) => isOwn && lines);
  return (
    <section
      aria-label={t`Stack`}
      className="rounded-md bg-sunken p-3 font-mono text-xs leading-5 sm:p-4"
    >
      <p className="mb-2 font-semibold whitespace-pre-wrap wrap-anywhere">{message}</p>
      {frames.length === 0 ? (
        <p className="text-ink-faint">
          <Trans>No places are known.</Trans>
        </p>
      ) : (
        <ol className="grid">
          {runs.map((run, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stack never changes, and repeats itself
            <li key={at} className="min-w-0">
              {'own' in run ? (
                <StackFrame frame={run.own} isOpen={run.own === firstOwn} />
              ) : (
                <ForeignRun run={run} isOpen={runs.length === 1} />
              )}
            </li>
          ))}
        </ol>
      )}
      {isUnread(frames) && (
        <p className="mt-3 max-w-prose font-sans text-sm text-ink-soft">
          <Trans>
            The page came from another build, such as one that was open during an update. Its source
            is not here, so only places in the built files are known.
          </Trans>
        </p>
      )}
    </section>
  );
}

function ForeignRun({
  run: { foreign, packages },
  isOpen,
}: {
  run: Extract<FrameRun, { foreign: unknown }>;
  isOpen: boolean;
}) {
  const { t } = useLingui();
  const places = (
    <ol className="grid">
      {foreign.map((frame, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stack never changes, and repeats itself
        <li key={at} className="min-w-0">
          <StackFrame frame={frame} isOpen={false} />
        </li>
      ))}
    </ol>
  );
  if (foreign.length < LONG_RUN) return places;
  const count = t`${plural(foreign.length, { one: '# place', other: '# places' })}`;
  const names = packages.join(', ');
  return (
    <details open={isOpen} className="group">
      <summary className="flex cursor-pointer list-none items-start gap-1.5 py-0.5 text-ink-faint [&::-webkit-details-marker]:hidden">
        <Chevron />
        <span className="min-w-0 wrap-anywhere">
          {names ? (
            <Trans>
              {count} in {names}
            </Trans>
          ) : (
            <Trans>{count} in libraries</Trans>
          )}
        </span>
      </summary>
      <div className="ms-2 border-s border-line">{places}</div>
    </details>
  );
}
