import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';
import { cx } from './cx.ts';

const GAP = 8;

/**
 * A panel that a button opens, by the browser's popover: Escape and a press elsewhere close it.
 * What is in it mounts when it opens. For links and buttons; a list of commands with arrow keys is a Menu.
 */
export function Popover({
  trigger,
  triggerLabel,
  triggerClassName,
  side = 'below',
  className,
  children,
}: {
  trigger: ReactNode;
  triggerLabel?: string;
  triggerClassName?: string;
  side?: 'above' | 'below';
  className?: string;
  children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  function place(event: ToggleEvent<HTMLDivElement>) {
    if (event.newState !== 'open' || !button.current || !panel.current) return;
    const box = button.current.getBoundingClientRect();
    const isRtl = getComputedStyle(button.current).direction === 'rtl';
    const { style } = panel.current;
    const start = isRtl ? innerWidth - box.right : box.left;
    const roomAtEnd = innerWidth - panel.current.offsetWidth - GAP;
    style.insetInlineStart = `${Math.max(GAP, Math.min(start, roomAtEnd))}px`;
    style.insetBlockStart = side === 'below' ? `${box.bottom + GAP}px` : 'auto';
    style.insetBlockEnd = side === 'above' ? `${innerHeight - box.top + GAP}px` : 'auto';
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={triggerLabel}
        className={triggerClassName}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
        onToggle={place}
        className={cx(
          'fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] overflow-y-auto rounded-lg border border-line bg-raised p-2',
          'text-ink shadow-overlay transition-opacity duration-150 starting:open:opacity-0',
          className,
        )}
      >
        {isOpen && children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
