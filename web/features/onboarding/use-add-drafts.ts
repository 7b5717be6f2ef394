import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#web/lib/api.ts';
import { categoriesQuery, HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { bodyOfDraft, type Draft } from './draft.ts';

/** Stores drafts one after the other, so that a failure in the middle keeps what came before. */
export function useAddDrafts() {
  const queryClient = useQueryClient();
  const { data: categories } = useQuery(categoriesQuery);
  const [isAdding, setAdding] = useState(false);
  const [errors, setErrors] = useState<ReadonlyMap<string, unknown>>(new Map());

  /** @returns the drafts that could not be stored. */
  async function add(drafts: readonly Draft[]): Promise<Draft[]> {
    const failures = new Map<string, unknown>();
    setAdding(true);
    for (const draft of drafts) {
      try {
        await api('POST subscriptions', {
          body: bodyOfDraft(draft, categories?.items ?? []),
          idempotencyKey: draft.key,
        });
      } catch (error) {
        failures.set(draft.key, error);
      }
    }
    await queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
    setErrors(failures);
    setAdding(false);
    return drafts.filter(({ key }) => failures.has(key));
  }

  return { add, isAdding, errors };
}
