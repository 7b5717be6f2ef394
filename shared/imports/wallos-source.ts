import type { ImportFormat } from './import-formats.ts';
import type { ImportContext, ImportedPaymentMethod, ImportSource } from './import-source.ts';
import { toLabel } from './label-text.ts';
import { guessPaymentMethodKind } from './payment-method-kind.ts';
import { notesOnWallosFile, toWallosDraft } from './wallos-draft.ts';
import type { WallosFacts } from './wallos-record.ts';

const LABEL_MAXIMUM = 100;

/** Puts together what Wallos's three ways of telling have in common. */
export function createWallosSource(
  format: ImportFormat,
  rows: readonly WallosFacts[],
  context: ImportContext,
): ImportSource {
  const payers = distinct(rows.map(({ payer }) => payer));
  const categories = distinct(rows.map(({ category }) => category));
  const labels = distinct(rows.map(({ paymentMethod }) => paymentMethod));
  return {
    format,
    household: null,
    categories: new Map(
      [...categories].map((name) => [name, { name: toLabel(name, LABEL_MAXIMUM), color: null }]),
    ),
    paymentMethods: new Map([...labels].map((name) => [name, toPaymentMethod(name)])),
    budgets: [],
    rates: [],
    notes: notesOnWallosFile(payers),
    size: rows.length,
    draft: (index) => toWallosDraft(rows[index] as WallosFacts, context, payers.size > 1),
  };
}

function toPaymentMethod(name: string): ImportedPaymentMethod {
  return {
    label: toLabel(name, LABEL_MAXIMUM),
    kind: guessPaymentMethodKind(name),
    lastFour: null,
    expiresIn: null,
  };
}

function distinct(values: readonly (string | null)[]): Set<string> {
  return new Set(values.filter((value) => value !== null));
}
