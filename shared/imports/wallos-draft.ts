import { isCalendarDate } from '#shared/dates/calendar-date.ts';
import { webAddressSchema } from '#shared/schemas/primitives.ts';
import { checkImported, checkImportedWithHint } from './check-imported.ts';
import { guessService } from './guess-service.ts';
import { doubt, fact, type Note } from './import-notes.ts';
import type { Fault, ImportContext, ImportDraft } from './import-source.ts';
import { toLabel } from './label-text.ts';
import { deriveWallosDates } from './wallos-dates.ts';
import type { WallosFacts } from './wallos-record.ts';

const TAG_MAXIMUM = 50;

/** @param keepsPayer whether the file knows several payers, so that it matters who pays */
export function toWallosDraft(
  facts: WallosFacts,
  { today }: ImportContext,
  keepsPayer: boolean,
): ImportDraft {
  const name = toLabel(facts.name, Number.POSITIVE_INFINITY);
  const draft: ImportDraft = {
    name,
    fileId: facts.fileId,
    subscription: null,
    categoryKey: facts.category,
    paymentMethodKey: facts.paymentMethod,
    payments: [],
    createdAt: null,
    hint: facts.hint,
    notes: facts.remarks,
    faults: facts.faults,
  };
  const { cycle, nextPayment } = facts;
  if (!isCalendarDate(nextPayment)) return withFaults(draft, [dateFault(nextPayment)]);
  if (cycle === undefined || facts.faults.length > 0) return draft;

  const { reminder, remarks, ...dates } = deriveWallosDates(facts, cycle, nextPayment, today);
  const address = checkAddress(facts.url);
  const input = {
    ...dates,
    name,
    cycle,
    prices: [{ amount: facts.amount, currency: facts.currency ?? '' }],
    autoRenews: cycle !== null && !facts.isManual,
    url: address.url,
    service: guessService(name, address.url)?.slug ?? null,
    notes: [facts.notes, reminder].filter(Boolean).join('\n'),
    tags: keepsPayer && facts.payer ? [tagOf(facts.payer)] : [],
  };
  const { subscription, faults } = facts.hint
    ? checkImportedWithHint(input, facts.hint)
    : checkImported(input);
  const notes = [...draft.notes, ...remarks, ...address.remarks];
  return withFaults({ ...draft, subscription, notes }, faults);
}

/** What concerns the whole of a Wallos file. */
export function notesOnWallosFile(payers: ReadonlySet<string>): Note[] {
  const history = fact(
    'history-unknown',
    'Wallos tells the next payment, not the past ones: unless a start is known, dates count from it',
  );
  const [payer] = payers;
  if (payer === undefined) return [history];
  return payers.size === 1
    ? [
        history,
        fact('payer-dropped', `Everything is paid by “${payer}”, which is not kept`, { payer }),
      ]
    : [history, fact('payer-kept-as-tag', 'Who pays is kept as a tag, such as “paid by …”')];
}

function withFaults(draft: ImportDraft, faults: readonly Fault[]): ImportDraft {
  return { ...draft, faults: [...draft.faults, ...faults] };
}

function dateFault(text: string): Fault {
  const detail = text === '' ? 'is missing' : `“${text}” is no date such as 2026-01-31`;
  return { field: 'Next Payment', detail };
}

function tagOf(payer: string): string {
  return toLabel(`paid by ${payer}`, TAG_MAXIMUM);
}

function checkAddress(url: string): { url: string | null; remarks: Note[] } {
  if (url === '') return { url: null, remarks: [] };
  if (webAddressSchema.safeParse(url).success) return { url, remarks: [] };
  return {
    url: null,
    remarks: [doubt('url-dropped', `“${url}” is no web address: it is left out`, { url })],
  };
}
