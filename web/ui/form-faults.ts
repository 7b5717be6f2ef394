import { createContext, use } from 'react';

const FormFaultsContext = createContext<Readonly<Record<string, string>>>({});

export const FormFaultsProvider = FormFaultsContext.Provider;

/** What is wrong in the form around, by the names of its controls. */
export function useFormFaults(): Readonly<Record<string, string>> {
  return use(FormFaultsContext);
}
