import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { isCalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { CategoryView, PaymentMethodView } from '#shared/schemas/household-schemas.ts';
import { Card } from '#web/ui/card.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field } from '#web/ui/field.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import { Textarea } from '#web/ui/textarea.tsx';
import { LaterPrices } from './later-prices.tsx';
import { LengthField } from './length-field.tsx';
import { ReferenceField } from './reference-field.tsx';
import type { SubscriptionDraft } from './subscription-draft.ts';
import { TagsField } from './tags-field.tsx';

export interface FormChoices {
  categories: readonly CategoryView[];
  paymentMethods: readonly PaymentMethodView[];
  tags: readonly string[];
}

/** What many subscriptions do without. */
export function MoreFields({ choices }: { choices: FormChoices }) {
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Sorting choices={choices} />
      <Terms />
      <Pricing />
      <Links />
    </Card>
  );
}

function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <h2 className="text-lg">{title}</h2>
      {children}
    </section>
  );
}

function Sorting({ choices }: { choices: FormChoices }) {
  const { t } = useLingui();
  const { control, setValue, formState } = useFormContext<SubscriptionDraft>();
  const { errors } = formState;
  const tags = useWatch({ control, name: 'tags' });
  return (
    <Section title={<Trans>Where it belongs</Trans>}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 sm:grid-cols-2">
        <ReferenceField
          name="categoryId"
          label={<Trans>Category</Trans>}
          none={t`No category`}
          options={choices.categories.map(({ id, name }) => [id, name])}
        />
        <ReferenceField
          name="paymentMethodId"
          label={<Trans>Payment method</Trans>}
          none={t`Not said`}
          options={choices.paymentMethods.map(({ id, label, lastFour }) => [
            id,
            lastFour ? `${label} ·· ${lastFour}` : label,
          ])}
        />
      </div>
      <TagsField
        tags={tags}
        suggestions={choices.tags}
        error={errors.tags?.message ?? errors.tags?.find?.(Boolean)?.message}
        onChange={(value) => setValue('tags', value, { shouldDirty: true })}
      />
    </Section>
  );
}

function Terms() {
  const { control, register, setValue, getValues, formState } = useFormContext<SubscriptionDraft>();
  const { errors } = formState;
  const notice = useWatch({ control, name: 'notice' });
  const trial = register('trialEndsOn', {
    // The first charge lies after the trial: whoever enters the trial means that as well.
    onChange: () => {
      const { trialEndsOn, anchor } = getValues();
      if (isCalendarDate(trialEndsOn) && trialEndsOn >= anchor) {
        setValue('anchor', addDays(trialEndsOn, 1), { shouldDirty: true });
      }
    },
  });
  return (
    <Section title={<Trans>Trial and contract</Trans>}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 sm:grid-cols-2">
        <Field
          label={<Trans>Last day of the free trial</Trans>}
          hint={<Trans>The first charge comes after it.</Trans>}
          error={errors.trialEndsOn?.message}
        >
          <DateInput {...trial} />
        </Field>
        <Field
          label={<Trans>Minimum term ends on</Trans>}
          error={errors.minimumTermEndsOn?.message}
        >
          <DateInput {...register('minimumTermEndsOn')} />
        </Field>
        <LengthField
          label={<Trans>Notice period</Trans>}
          hint={<Trans>How long before a charge it must be cancelled.</Trans>}
          error={errors.notice?.every?.message ?? errors.notice?.message}
          value={notice}
          onChange={(value) =>
            setValue('notice', value, { shouldDirty: true, shouldValidate: formState.isSubmitted })
          }
        />
        <Checkbox
          label={<Trans>Renews by itself</Trans>}
          hint={<Trans>Unless it does, there is nothing to cancel in time.</Trans>}
          className="sm:mt-7"
          {...register('autoRenews')}
        />
      </div>
    </Section>
  );
}

function Pricing() {
  const { t } = useLingui();
  const { register, formState } = useFormContext<SubscriptionDraft>();
  return (
    <Section title={<Trans>Price over time, and weekends</Trans>}>
      <LaterPrices />
      <Field
        label={<Trans>If a charge falls on a weekend</Trans>}
        hint={<Trans>The charge moves, the next one still counts from the first.</Trans>}
        error={formState.errors.weekendRule?.message}
      >
        <Select {...register('weekendRule')}>
          <option value="none">{t`It is charged that day`}</option>
          <option value="next-business-day">{t`It is charged on the Monday after`}</option>
          <option value="previous-business-day">{t`It is charged on the Friday before`}</option>
        </Select>
      </Field>
    </Section>
  );
}

function Links() {
  const { register, formState } = useFormContext<SubscriptionDraft>();
  const { errors } = formState;
  return (
    <Section title={<Trans>Links and notes</Trans>}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 sm:grid-cols-2">
        <Field label={<Trans>Web page</Trans>} error={errors.url?.message}>
          <Input inputMode="url" spellCheck={false} autoComplete="off" {...register('url')} />
        </Field>
        <Field label={<Trans>Page for cancelling</Trans>} error={errors.cancelUrl?.message}>
          <Input inputMode="url" spellCheck={false} autoComplete="off" {...register('cancelUrl')} />
        </Field>
      </div>
      <Field label={<Trans>Notes</Trans>} error={errors.notes?.message}>
        <Textarea {...register('notes')} />
      </Field>
    </Section>
  );
}
