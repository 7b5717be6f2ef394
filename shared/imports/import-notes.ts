/** What an importer may decide for the person: the web app finds its own words by these. */
export const NOTE_CODES = [
  'history-unknown',
  'day-of-month-uncertain',
  'start-date-does-not-fit',
  'cancel-reminder-as-notice',
  'cancel-reminder-in-notes',
  'cancel-reminder-past',
  'cancellation-date-unknown',
  'url-dropped',
  'payer-kept-as-tag',
  'payer-dropped',
  'replaced-in-wallos',
  'digits-grouped',
  'columns-ignored',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/**
 * A decision that was made for the person. `detail` says it in English; `values` are what its
 * words are about, for sentences in other languages. `isDoubt`: worth a look, it may be otherwise.
 */
export interface Note {
  code: NoteCode;
  detail: string;
  values: Record<string, string>;
  isDoubt: boolean;
}

export function fact(code: NoteCode, detail: string, values: Note['values'] = {}): Note {
  return { code, detail, values, isDoubt: false };
}

export function doubt(code: NoteCode, detail: string, values: Note['values'] = {}): Note {
  return { code, detail, values, isDoubt: true };
}
