import { Trans, useLingui } from '@lingui/react/macro';
import {
  type AlertRuleSettings,
  LONGEST_FOR,
  MOST_MINIMUM_EVENTS,
  MOST_THRESHOLD,
} from '#shared/alerts/alert-rule-settings.ts';
import { alertRule } from '#shared/alerts/alert-rules.ts';
import { formatAlertValue } from '#shared/alerts/alert-value.ts';
import type { AlertRuleSettingsView } from '#shared/schemas/alert-rule-schemas.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Field } from '#web/ui/field.tsx';
import { FormDialog } from '#web/ui/form-dialog.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import { useFormSave } from '#web/ui/use-form-save.ts';
import { ALERTS } from './alerts-query.ts';
import { putRule } from './put-rule.ts';

/** People write shares in percent. */
const SHARE = 100;

/** When a rule fires, and whether it does at all. */
export function RuleDialog({
  item,
  onClose,
}: {
  item: AlertRuleSettingsView;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const { rule, title, unit, settings, defaults } = item;
  const factor = unit === 'share' ? SHARE : 1;
  const save = useFormSave({
    isNew: false,
    shownIn: ALERTS,
    onClose,
    nameOf: () => title,
    save: (data) => putRule(rule, read(data, settings, factor)),
  });
  const usualLimit = formatAlertValue(unit, defaults.threshold);
  const usualTime = defaults.for;
  const usualEvents = defaults.minimumEvents;
  return (
    <FormDialog
      title={title}
      isNew={false}
      isBusy={save.isPending}
      error={save.error}
      onSubmit={(data) => save.mutate(data)}
      onClose={onClose}
    >
      <Checkbox
        name="isOn"
        defaultChecked={settings.isOn}
        label={<Trans>Look at this rule</Trans>}
        hint={<Trans>Turned off, it tells nobody, and what it told is over.</Trans>}
      />
      {item.hasThreshold && (
        <Field
          name="threshold"
          label={<ThresholdLabel item={item} />}
          hint={
            <>
              {unit === 'count' && <span className="block">{alertRule(rule).meaning}</span>}
              <Trans>By default {usualLimit}</Trans>
            </>
          }
        >
          <Input
            type="number"
            inputMode="decimal"
            required
            min={0}
            max={MOST_THRESHOLD[unit] * factor}
            step="any"
            defaultValue={rounded(settings.threshold * factor)}
            data-autofocus
          />
        </Field>
      )}
      <Field
        name="for"
        label={<Trans>For how many seconds without a break</Trans>}
        hint={<Trans>By default {usualTime}</Trans>}
      >
        <Input
          type="number"
          inputMode="numeric"
          required
          min={0}
          max={LONGEST_FOR}
          step={1}
          defaultValue={settings.for}
        />
      </Field>
      {item.countsEvents && (
        <Field
          name="minimumEvents"
          label={<Trans>From how many events on</Trans>}
          hint={<Trans>Fewer say nothing. By default {usualEvents}</Trans>}
        >
          <Input
            type="number"
            inputMode="numeric"
            required
            min={1}
            max={MOST_MINIMUM_EVENTS}
            step={1}
            defaultValue={settings.minimumEvents}
          />
        </Field>
      )}
      <Field
        name="severity"
        label={<Trans>How urgent it is</Trans>}
        hint={
          defaults.severity === 'page' ? (
            <Trans>By default somebody has to act now</Trans>
          ) : (
            <Trans>By default it can wait until the day</Trans>
          )
        }
      >
        <Select defaultValue={settings.severity}>
          <option value="page">{t`Somebody has to act now`}</option>
          <option value="warning">{t`It can wait until the day`}</option>
        </Select>
      </Field>
    </FormDialog>
  );
}

function ThresholdLabel({ item: { unit, isBad } }: { item: AlertRuleSettingsView }) {
  const { t } = useLingui();
  const units = { share: '%', seconds: t`seconds`, days: t`days` } as const;
  // What is counted stands in the words below.
  if (unit === 'count') return <Trans>Fires above</Trans>;
  const what = units[unit];
  return isBad === 'above' ? (
    <Trans>Fires above ({what})</Trans>
  ) : (
    <Trans>Fires below ({what})</Trans>
  );
}

function read(data: FormData, present: AlertRuleSettings, factor: number): AlertRuleSettings {
  const number = (name: string, otherwise: number) =>
    data.has(name) ? Number(data.get(name)) : otherwise;
  return {
    isOn: data.has('isOn'),
    severity: data.get('severity') === 'page' ? 'page' : 'warning',
    threshold: rounded(number('threshold', present.threshold * factor) / factor),
    for: number('for', present.for),
    minimumEvents: number('minimumEvents', present.minimumEvents),
  };
}

/** Without the dust of binary fractions, such as of 0.07 × 100. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
