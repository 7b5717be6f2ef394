const FALLBACK = 'en';

/** The first of the browser's languages that `Intl` knows: it decides how numbers and dates look. */
export function personLocale(languages: readonly string[]): string {
  return languages.find(isSupported) ?? FALLBACK;
}

/** The region a person most likely lives in (`DE`), null where the locale does not tell. */
export function regionOf(locale: string): string | null {
  const { region } = new Intl.Locale(locale).maximize();
  return region ?? null;
}

/** Some browsers put names there that are no language tags, such as `C`. */
function isSupported(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}
