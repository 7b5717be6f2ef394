import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApiContract } from '#web/lib/api-contract.ts';
import { categoriesQuery, HOUSEHOLD_DATA, paymentMethodsQuery } from '#web/lib/queries.ts';
import type { FormChoices } from './more-fields.tsx';

const NONE: readonly never[] = [];

/** What the form offers; tags as far as they are known from lists that were looked at. */
export function useFormChoices(): FormChoices {
  const queryClient = useQueryClient();
  const categories = useQuery(categoriesQuery).data?.items ?? NONE;
  const paymentMethods = useQuery(paymentMethodsQuery).data?.items ?? NONE;
  return useMemo(() => {
    const lists = queryClient.getQueriesData<{
      pages: ApiContract['GET subscriptions']['answer'][];
    }>({ queryKey: [...HOUSEHOLD_DATA, 'subscriptions'] });
    const known = lists.flatMap(([, list]) => list?.pages.flatMap(({ items }) => items) ?? []);
    const tags = [...new Set(known.flatMap((view) => view.tags))].sort();
    return { categories, paymentMethods, tags };
  }, [queryClient, categories, paymentMethods]);
}
