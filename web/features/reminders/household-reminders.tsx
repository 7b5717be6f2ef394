import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { isAtLeast } from '#shared/households.ts';
import { DEFAULT_RULES, REMINDER_KINDS } from '#shared/reminders/reminder-rules.ts';
import type { HouseholdRemindersView } from '#shared/schemas/reminder-schemas.ts';
import { api } from '#web/lib/api.ts';
import { useSession } from '#web/lib/session.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Field } from '#web/ui/field.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { HourSelect, useHourText } from './hour-select.tsx';
import { KindRow } from './kind-row.tsx';
import { householdRemindersQuery } from './reminder-queries.ts';
import { RuleChoice } from './rule-choice.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useRuleText } from './use-days-text.ts';
import { useSettingsForm } from './use-settings-form.ts';

/** By which rules everybody in the household is reminded who has none of their own. */
export function HouseholdReminders() {
  const query = useQuery(householdRemindersQuery);
  const isAllowed = isAtLeast(useSession().household.role, 'admin');
  return (
    <QueryCard
      query={query}
      failure={<Trans>The rules of reminders could not be loaded</Trans>}
      skeletonRows={7}
    >
      {(saved) => (isAllowed ? <RulesForm view={saved} /> : <RulesInForce view={saved} />)}
    </QueryCard>
  );
}

function RulesForm({ view: { version, inForce, ...saved } }: { view: HouseholdRemindersView }) {
  const { t } = useLingui();
  const { draft, form, set, setRule } = useSettingsForm(saved, version, {
    put: (body) => api('PUT reminder-settings', { version, body }),
    queryKey: householdRemindersQuery.queryKey,
    done: t`The rules of the household are saved`,
  });

  return (
    <SettingsForm {...form}>
      <Card>
        <CardHeader title={<Trans>Everybody in the household</Trans>} description={<Whom />} />
        <ul className="divide-y divide-line">
          {REMINDER_KINDS.map((kind) => (
            <RuleChoice
              key={kind}
              kind={kind}
              rule={draft.rules[kind]}
              inherited={DEFAULT_RULES[kind]}
              inheritedLabel={t`As suggested`}
              onChange={(rule) => setRule(kind, rule)}
            />
          ))}
        </ul>
        <div className="mt-6 border-t border-line pt-6">
          <Field
            name="hour"
            label={t`Hour of the day`}
            hint={<Trans>On each member’s own clock.</Trans>}
            className="sm:w-72"
          >
            <HourSelect value={draft.hour} onChange={(hour) => set({ hour: hour ?? 0 })} />
          </Field>
        </div>
      </Card>
    </SettingsForm>
  );
}

/** For those who may not change them. */
function RulesInForce({ view }: { view: HouseholdRemindersView }) {
  const ruleText = useRuleText();
  const hourText = useHourText();
  return (
    <Card>
      <CardHeader title={<Trans>Everybody in the household</Trans>} description={<Whom />} />
      <Notice className="mb-6">
        <Trans>Only an owner or admin of the household may change this.</Trans>{' '}
        <Trans>Reminders come at {hourText(view.hour)}.</Trans>
      </Notice>
      <ul className="divide-y divide-line">
        {REMINDER_KINDS.map((kind) => (
          <KindRow key={kind} kind={kind}>
            <p className="text-sm font-semibold text-ink-soft first-letter:uppercase">
              {ruleText(kind, view.inForce[kind])}
            </p>
          </KindRow>
        ))}
      </ul>
    </Card>
  );
}

function Whom() {
  return <Trans>For all who have not set a kind for themselves.</Trans>;
}
