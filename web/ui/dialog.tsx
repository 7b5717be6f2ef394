import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';

const PLACES = {
  center:
    'sm:m-auto sm:max-h-[min(46rem,calc(100dvh-4rem))] sm:max-w-lg sm:rounded-xl sm:starting:open:translate-y-3 sm:starting:open:opacity-0',
  wide: 'sm:m-auto sm:max-h-[min(52rem,calc(100dvh-4rem))] sm:max-w-3xl sm:rounded-xl sm:starting:open:translate-y-3 sm:starting:open:opacity-0',
  // At the end below the top bar, and where there is a sidebar right beside it.
  beside:
    'sm:mt-16 sm:me-4 sm:ms-auto sm:max-h-[calc(100dvh-5rem)] sm:max-w-md sm:rounded-xl sm:starting:open:-translate-y-2 sm:starting:open:opacity-0 lg:mt-4 lg:me-auto lg:ms-64 lg:max-h-[calc(100dvh-2rem)]',
  side: 'sm:my-0 sm:me-0 sm:ms-auto sm:h-dvh sm:max-h-dvh sm:max-w-md sm:rounded-s-xl sm:rounded-e-none sm:starting:open:translate-y-0 sm:starting:open:opacity-0',
} as const;

/**
 * A modal dialog; on phones a sheet from below. It is the browser's `dialog`: focus stays inside,
 * Escape closes, and the focus returns to where it was. Content mounts when it opens; an element
 * with `data-autofocus` gets the focus, otherwise the first that can have it.
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  footer,
  place = 'center',
  isTitleHidden = false,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; they stay in sight while the content scrolls. */
  footer?: ReactNode;
  place?: keyof typeof PLACES;
  isTitleHidden?: boolean;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { t } = useLingui();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !isOpen) return;
    const opener = document.activeElement;
    dialog.showModal();
    // `autofocus` would be the way, but React does not pass it on to the browser.
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog.close();
      // React has taken the dialog out of the page by now: the browser gives no focus back then.
      if (opener instanceof HTMLElement && document.activeElement === document.body) opener.focus();
    };
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape, which the browser handles, is the key for it
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={cx(
        'fixed inset-0 m-0 mt-auto w-full max-w-none flex-col overflow-hidden rounded-t-xl bg-raised p-0',
        'max-h-[calc(100dvh-1.5rem)] text-ink shadow-overlay open:flex',
        'transition-[translate,opacity] duration-300 ease-tide starting:open:translate-y-full',
        'backdrop:bg-deep-low/55 backdrop:animate-appear',
        PLACES[place],
      )}
    >
      {isTitleHidden ? (
        <h2 id={titleId} className="sr-only">
          {title}
        </h2>
      ) : (
        <header className="flex items-start justify-between gap-4 px-5 pt-5 pb-3 sm:px-6 sm:pt-6">
          <div className="min-w-0">
            <h2 id={titleId} className="text-xl">
              {title}
            </h2>
            {description && <p className="mt-1 text-sm text-ink-soft">{description}</p>}
          </div>
          <IconButton icon={X} label={t`Close`} onClick={onClose} className="-me-2 -mt-1.5" />
        </header>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5 sm:px-6 sm:pb-6">{children}</div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-3 border-t border-line px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-6">
          {footer}
        </footer>
      )}
    </dialog>
  );
}
