import { type FieldErrors, type Resolver, set } from 'react-hook-form';
import { checkBillingFacts } from '#shared/subscriptions/check-facts.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { bodyOf } from './draft-body.ts';
import type { SubscriptionDraft } from './subscription-draft.ts';

/** Checks a draft by the schema of the API, which is loaded when it is first needed. */
export const resolveDraft: Resolver<SubscriptionDraft> = async (draft) => {
  // Where it cannot be loaded, the server, which applies the same schema, has to do.
  const schemas = await import('#shared/schemas/subscription-schemas.ts').catch(() => null);
  const body = bodyOf(draft);
  const issues = schemas?.createSubscriptionSchema.safeParse(body).error?.issues ?? [];
  // Where a field has a wrong form, the schema does not go on to how the fields fit together.
  const faults = [...issues, ...checkBillingFacts(body)];
  if (faults.length === 0) return { values: draft, errors: {} };
  const errors: FieldErrors<SubscriptionDraft> = {};
  for (const { path, message } of faults.reverse()) {
    set(errors, path.map(String).join('.'), { type: 'invalid', message: faultSentence(message) });
  }
  return { values: {}, errors };
};
