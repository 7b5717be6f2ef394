/** What a finding is about, in the order of the report. */
export const AREAS = [
  'configuration',
  'secrets',
  'public address',
  'database',
  'Redis',
  'mail',
  'backups',
  'clock',
  'runtime',
] as const;
export type Area = (typeof AREAS)[number];

/** From harmless to serious. A failure means that Duetide cannot be run so, or must not be. */
export const LEVELS = ['ok', 'note', 'warning', 'failure'] as const;
export type Level = (typeof LEVELS)[number];

interface Said {
  readonly area: Area;
  /** What was looked at, in a word or two. */
  readonly name: string;
  /** What was found, without a full stop. Never holds a secret. */
  readonly message: string;
}

/** Whoever warns says also what to do about it: one sentence that can be acted on at once. */
export type Finding =
  | (Said & { readonly level: 'ok' | 'note'; readonly cure?: string })
  | (Said & { readonly level: 'warning' | 'failure'; readonly cure: string });

/** For those who find several things about one area. */
export function findingsAbout(area: Area) {
  return {
    ok: (name: string, message: string): Finding => ({ area, name, level: 'ok', message }),
    note: (name: string, message: string, cure?: string): Finding => ({
      area,
      name,
      level: 'note',
      message,
      ...(cure !== undefined && { cure }),
    }),
    warning: (name: string, message: string, cure: string): Finding => ({
      area,
      name,
      level: 'warning',
      message,
      cure,
    }),
    failure: (name: string, message: string, cure: string): Finding => ({
      area,
      name,
      level: 'failure',
      message,
      cure,
    }),
  };
}
