import { Trans } from '@lingui/react/macro';
import { useFormContext, useWatch } from 'react-hook-form';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import {
  CATEGORY_NAME_OF_GROUP,
  type WellKnownService,
} from '#shared/services/well-known-services.ts';
import { Card } from '#web/ui/card.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field } from '#web/ui/field.tsx';
import { PriceField } from './later-prices.tsx';
import { RhythmField } from './rhythm-field.tsx';
import { rhythmOf } from './rhythms.ts';
import { ServiceField } from './service-field.tsx';
import type { SubscriptionDraft } from './subscription-draft.ts';

/** What every subscription has: name, price, how often, from when. */
export function Essentials({
  categories,
  isNew,
}: {
  categories: readonly CategoryView[];
  isNew: boolean;
}) {
  const form = useFormContext<SubscriptionDraft>();
  const { control, register, setValue, formState } = form;
  const { errors } = formState;
  const [name, service, rhythm, cycle] = useWatch({
    control,
    name: ['name', 'service', 'rhythm', 'cycle'],
  });
  const change = { shouldDirty: true, shouldValidate: formState.isSubmitted } as const;

  function chooseService(chosen: WellKnownService | null) {
    if (chosen === null) return setValue('service', '', change);
    setValue('name', chosen.name, change);
    setValue('service', chosen.slug, change);
    // What somebody has chosen before stays.
    const { dirtyFields } = formState;
    if (isNew && !dirtyFields.rhythm) setValue('rhythm', rhythmOf(chosen.cycle));
    if (form.getValues('cancelUrl') === '') setValue('cancelUrl', chosen.cancelUrl ?? '');
    const usual = categories.find((known) => known.name === CATEGORY_NAME_OF_GROUP[chosen.group]);
    if (form.getValues('categoryId') === '') setValue('categoryId', usual?.id ?? '');
  }

  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <ServiceField
        name={name}
        service={service}
        error={errors.name?.message ?? errors.service?.message}
        hasAutoFocus={isNew}
        onName={(text) => setValue('name', text, change)}
        onService={chooseService}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 sm:grid-cols-2">
        <PriceField at={0} />
        <Field
          label={rhythm === 'once' ? <Trans>Paid on</Trans> : <Trans>First charge</Trans>}
          hint={
            rhythm !== 'once' && <Trans>Any charge you remember; later ones count from it.</Trans>
          }
          error={errors.anchor?.message ?? errors.prices?.[0]?.from?.message}
        >
          <DateInput required {...register('anchor')} />
        </Field>
      </div>
      <RhythmField
        rhythm={rhythm}
        cycle={cycle}
        error={errors.cycle?.every?.message ?? errors.cycle?.message}
        onRhythm={(value) => setValue('rhythm', value, change)}
        onCycle={(value) => setValue('cycle', value, change)}
      />
    </Card>
  );
}
