/** What an importer may decide for the person: the web app finds its own words by these. */
export const NOTE_CODES = [
  'history-unknown',
  'day-of-month-uncertain',
  'start-date-does-not-fit',
  'cancellation-planned',
  'cancellation-date-unknown',
  'url-dropped',
  'payer-kept-as-tag',
  'payer-dropped',
  'replaced-in-wallos',
  'digits-grouped',
  'columns-ignored',
  'rates-kept',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/** A decision, in words for the person. `isDoubt`: worth a look, it may be otherwise. */
export interface Note {
  code: NoteCode;
  detail: string;
  isDoubt: boolean;
}

export function fact(code: NoteCode, detail: string): Note {
  return { code, detail, isDoubt: false };
}

export function doubt(code: NoteCode, detail: string): Note {
  return { code, detail, isDoubt: true };
}
