import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA, sessionQuery } from '#web/lib/queries.ts';
import { useSession } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { CurrencyPicker } from '#web/ui/currency-picker.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Input } from '#web/ui/input.tsx';
import { TimeZonePicker } from '#web/ui/time-zone-picker.tsx';

/** What sign-up guessed about the household, to be put right. */
export function HouseholdStep({ onDone }: { onDone: () => void }) {
  const { t } = useLingui();
  const { household } = useSession();
  const queryClient = useQueryClient();
  const [baseCurrency, setBaseCurrency] = useState(household.baseCurrency);
  const [timeZone, setTimeZone] = useState(household.timeZone);

  const save = useMutation({
    mutationFn: async (name: string) => {
      const isSame =
        name === household.name &&
        baseCurrency === household.baseCurrency &&
        timeZone === household.timeZone;
      if (isSame) return;
      const changed = await api('PATCH household', {
        version: household.version,
        body: { name, baseCurrency, timeZone },
      });
      queryClient.setQueryData(sessionQuery.queryKey, (session) =>
        session ? { ...session, household: changed } : session,
      );
      await queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
    },
    onSuccess: onDone,
  });

  return (
    <Form
      onSubmit={(data) => save.mutate(String(data.get('name')).trim())}
      error={save.error}
      className="grid max-w-md gap-6"
    >
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
        hint={<Trans>It decides when a day begins, and so what is due today.</Trans>}
      >
        <TimeZonePicker value={timeZone} onChange={setTimeZone} />
      </Field>
      <div>
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          <Trans>Continue</Trans>
        </Button>
      </div>
    </Form>
  );
}
