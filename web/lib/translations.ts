import { i18n } from '@lingui/core';

/** The language of the source: its texts stand in the code, so that it needs no catalogue. */
const SOURCE_LANGUAGE = 'en';

export const LANGUAGES = [SOURCE_LANGUAGE] as const;
export type Language = (typeof LANGUAGES)[number];

/** Makes the texts of a language the current ones. */
export function activateLanguage(language: Language): void {
  i18n.loadAndActivate({ locale: language, messages: {} });
  document.documentElement.lang = language;
  document.documentElement.dir = 'ltr';
}
