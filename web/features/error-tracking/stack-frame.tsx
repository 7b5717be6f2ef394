import { ChevronRight } from 'lucide-react';
import type { ErrorFrameView } from '#shared/schemas/error-schemas.ts';
import { cx } from '#web/ui/cx.ts';
import { frameText } from './frame-runs.ts';
import { SourceExcerpt } from './source-excerpt.tsx';

const ROW = 'flex items-start gap-1.5 py-0.5';

/** One place; of ours with what is written there, where that is known. */
export function StackFrame({ frame, isOpen }: { frame: ErrorFrameView; isOpen: boolean }) {
  if (!frame.lines) {
    return (
      <div className={ROW}>
        <span className="w-4 shrink-0" />
        <Place frame={frame} />
      </div>
    );
  }
  return (
    <details open={isOpen} className="group">
      <summary className={cx(ROW, 'cursor-pointer list-none [&::-webkit-details-marker]:hidden')}>
        <Chevron />
        <Place frame={frame} />
      </summary>
      <SourceExcerpt frame={frame} lines={frame.lines} />
    </details>
  );
}

/** Shows whether there is more; its parent is a `group` that opens. */
export function Chevron() {
  return (
    <ChevronRight
      aria-hidden
      className="mt-0.5 size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
    />
  );
}

function Place({ frame }: { frame: ErrorFrameView }) {
  const { isOwn, function: name } = frame;
  return (
    <span
      className={cx('flex min-w-0 flex-wrap gap-x-3', isOwn ? 'text-ink-soft' : 'text-ink-faint')}
    >
      {name && (
        <span className={cx('wrap-anywhere', isOwn && 'font-semibold text-ink')}>{name}</span>
      )}
      <span className="wrap-anywhere">{frameText(frame)}</span>
    </span>
  );
}
