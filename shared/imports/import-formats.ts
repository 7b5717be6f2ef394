export const IMPORT_FORMATS = [
  'duetide-json',
  'duetide-csv',
  'wallos-json',
  'wallos-csv',
  'wallos-api',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** An import takes at most this many bytes in a file, and rows in all. */
export const IMPORT_BYTES_MAXIMUM = 4 * 1_048_576;
export const IMPORT_ROWS_MAXIMUM = 10_000;
/** One file, or the two answers of Wallos's API. */
export const IMPORT_FILES_MAXIMUM = 2;
