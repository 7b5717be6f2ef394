import { candidatesOf, fits } from '#shared/imports/check-imported.ts';
import { likelyCurrency } from '#shared/imports/currency-symbols.ts';
import type { CurrencyHint, ImportDraft } from '#shared/imports/import-source.ts';
import type { ImportQuestion } from '#shared/schemas/import-schemas.ts';

/** Gathers one question for each hint of a file, with what all rows that share it allow. */
export function createCurrencyQuestions(baseCurrency: string) {
  const asked = new Map<string, { id: string; hint: CurrencyHint; amounts: string[][] }>();
  return {
    /** @returns the id of the question that the row waits for, if it waits for one */
    ask({ hint, subscription }: ImportDraft): string | null {
      if (!hint || !subscription) return null;
      const key = `${hint.kind} ${hint.symbol}`;
      let question = asked.get(key);
      if (!question) {
        question = { id: `currency-${asked.size + 1}`, hint, amounts: [] };
        asked.set(key, question);
      }
      question.amounts.push(subscription.prices.map(({ amount }) => amount));
      return question.id;
    },

    all(): ImportQuestion[] {
      return [...asked.values()].map(({ id, hint, amounts }) => {
        const options = candidatesOf(hint).filter((currency) =>
          amounts.every((each) => fits(each, currency)),
        );
        const base = options.filter((currency) => currency === baseCurrency);
        return {
          id,
          ...hint,
          options: [...base, ...options.filter((currency) => currency !== baseCurrency)],
          suggestion: likelyCurrency(hint.symbol, options, baseCurrency),
          rows: amounts.length,
        };
      });
    },
  };
}
