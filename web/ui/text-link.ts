/** The look of links inside of text. */
export const TEXT_LINK =
  'font-semibold text-tide-ink underline decoration-1 underline-offset-4 hover:decoration-2';
