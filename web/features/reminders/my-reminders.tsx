import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { REMINDER_KINDS } from '#shared/reminders/reminder-rules.ts';
import { hourFor } from '#shared/reminders/reminder-settings.ts';
import type {
  HouseholdRemindersView,
  MemberRemindersView,
} from '#shared/schemas/reminder-schemas.ts';
import { api } from '#web/lib/api.ts';
import { useSession } from '#web/lib/session.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useHourText } from './hour-select.tsx';
import { householdRemindersQuery, myRemindersQuery } from './reminder-queries.ts';
import { RuleChoice } from './rule-choice.tsx';
import { SettingsForm } from './settings-form.tsx';
import { TimingFields } from './timing-fields.tsx';
import { useSettingsForm } from './use-settings-form.ts';

/** How the person who is signed in is reminded, where it differs from everybody else. */
export function MyReminders() {
  const home = useQuery(householdRemindersQuery);
  const mine = useQuery(myRemindersQuery);
  const failure = <Trans>The rules of reminders could not be loaded</Trans>;
  return (
    <QueryCard query={home} failure={failure} skeletonRows={7}>
      {(household) => (
        <QueryCard query={mine} failure={failure} skeletonRows={7}>
          {(own) => <MyForm household={household} mine={own} />}
        </QueryCard>
      )}
    </QueryCard>
  );
}

function MyForm({
  household,
  mine: { version, inForce, ...saved },
}: {
  household: HouseholdRemindersView;
  mine: MemberRemindersView;
}) {
  const { t } = useLingui();
  const householdZone = useSession().household.timeZone;
  const { draft, form, set, setRule } = useSettingsForm(saved, version, {
    put: (body) => api('PUT reminder-settings/mine', { version, body }),
    queryKey: myRemindersQuery.queryKey,
    done: t`Your reminders are saved`,
  });

  return (
    <SettingsForm {...form}>
      <Card>
        <CardHeader
          title={<Trans>What to remind of</Trans>}
          description={
            <Trans>Only for you. What you leave alone follows the rules of the household.</Trans>
          }
        />
        <ul className="divide-y divide-line">
          {REMINDER_KINDS.map((kind) => (
            <RuleChoice
              key={kind}
              kind={kind}
              rule={draft.rules[kind]}
              inherited={household.inForce[kind]}
              inheritedLabel={t`Like everybody`}
              onChange={(rule) => setRule(kind, rule)}
            />
          ))}
        </ul>
      </Card>
      <Card>
        <CardHeader
          title={<Trans>When and how</Trans>}
          description={
            <InForce
              hour={hourFor(household, draft)}
              wanted={draft.hour ?? household.hour}
              timeZone={draft.timeZone ?? householdZone}
            />
          }
        />
        <TimingFields
          value={draft}
          householdHour={household.hour}
          householdZone={householdZone}
          onChange={set}
        />
      </Card>
    </SettingsForm>
  );
}

function InForce({ hour, wanted, timeZone }: { hour: number; wanted: number; timeZone: string }) {
  const hourText = useHourText();
  const zone = timeZone.replaceAll('_', ' ');
  return (
    <>
      <Trans>
        Reminders come at {hourText(hour)}, in {zone}.
      </Trans>
      {hour !== wanted && (
        <>
          {' '}
          <Trans>{hourText(wanted)} lies in your quiet hours.</Trans>
        </>
      )}
    </>
  );
}
