/** The look that every text-like control shares. */
export const CONTROL_CLASS =
  'h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3.5 text-base text-ink ' +
  'transition-colors placeholder:text-ink-faint hover:border-ink-soft ' +
  'focus-visible:border-tide focus-visible:outline-2 focus-visible:outline-offset-0 ' +
  'focus-visible:outline-tide disabled:opacity-60 ' +
  'aria-invalid:border-danger aria-invalid:focus-visible:outline-danger';
