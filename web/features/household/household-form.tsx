import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { todayIn } from '#shared/dates/time-zone.ts';
import { isAtLeast } from '#shared/households.ts';
import type { HouseholdView } from '#shared/schemas/household-schemas.ts';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA, sessionQuery } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { CurrencyPicker } from '#web/ui/currency-picker.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { TimeZonePicker } from '#web/ui/time-zone-picker.tsx';
import { useToast } from '#web/ui/toast.tsx';

type Change = Pick<HouseholdView, 'name' | 'baseCurrency' | 'timeZone'>;

/** Name, currency of the totals, and where the day begins. */
export function HouseholdForm() {
  const { t } = useLingui();
  const format = useFormatter();
  const { household } = useSession();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [baseCurrency, setBaseCurrency] = useState(household.baseCurrency);
  const [timeZone, setTimeZone] = useState(household.timeZone);
  const isAllowed = isAtLeast(household.role, 'admin');
  const today = format.fullDate(todayIn(timeZone, Date.now()));

  const save = useMutation({
    mutationFn: (change: Change) =>
      api('PATCH household', { version: household.version, body: change }),
    onSuccess: async (changed) => {
      queryClient.setQueryData(sessionQuery.queryKey, (session) =>
        session ? { ...session, household: changed } : session,
      );
      toast({ text: t`The household is saved` });
      await queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
    },
    // The version that others have left is the one that the next attempt replaces.
    onError: () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });

  return (
    <Card>
      {!isAllowed && (
        <Notice className="mb-5">
          <Trans>Only an owner or admin of the household may change this.</Trans>
        </Notice>
      )}
      <Form
        onSubmit={(data) =>
          save.mutate({ name: String(data.get('name')).trim(), baseCurrency, timeZone })
        }
        error={save.error}
        className="grid max-w-md gap-6"
      >
        <fieldset disabled={!isAllowed} className="contents">
          <Field name="name" label={t`Name of the household`}>
            <Input required maxLength={100} defaultValue={household.name} />
          </Field>
          <Field
            name="baseCurrency"
            label={t`Currency of the totals`}
            hint={<Trans>Each subscription keeps its own; sums are shown in this one.</Trans>}
          >
            <CurrencyPicker value={baseCurrency} onChange={setBaseCurrency} />
          </Field>
          <Field
            name="timeZone"
            label={t`Time zone`}
            hint={<Trans>It decides when a day begins. There it is {today}.</Trans>}
          >
            <TimeZonePicker value={timeZone} onChange={setTimeZone} />
          </Field>
          <div>
            <Button type="submit" variant="primary" isBusy={save.isPending}>
              <Trans>Save</Trans>
            </Button>
          </div>
        </fieldset>
      </Form>
    </Card>
  );
}
