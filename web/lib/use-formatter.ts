import { createContext, use } from 'react';
import { createFormatter, type Formatter } from './format.ts';
import { personLocale } from './person-locale.ts';

const FormatterContext = createContext<Formatter | null>(null);

export const FormatterProvider = FormatterContext.Provider;

/** The formatter of the person at this browser. */
export function createPersonFormatter(): Formatter {
  return createFormatter(personLocale(navigator.languages));
}

export function useFormatter(): Formatter {
  const formatter = use(FormatterContext);
  if (!formatter) throw new Error('There is no FormatterProvider');
  return formatter;
}
