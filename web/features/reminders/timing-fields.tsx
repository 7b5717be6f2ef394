import { Trans, useLingui } from '@lingui/react/macro';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type {
  Digest,
  MemberReminderSettings,
  QuietHours,
  ReminderLocale,
} from '#shared/reminders/reminder-settings.ts';
import { REMINDER_LOCALES } from '#shared/reminders/reminder-settings.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Field } from '#web/ui/field.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import { Select } from '#web/ui/select.tsx';
import { TimeZonePicker } from '#web/ui/time-zone-picker.tsx';
import { HourSelect, useHourText } from './hour-select.tsx';

/** In their own language, whatever that of the page is. */
const LANGUAGES: Record<ReminderLocale, string> = { en: 'English', de: 'Deutsch' };
const NIGHT: QuietHours = { from: 22, until: 7 };
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

type Timing = Omit<MemberReminderSettings, 'rules'>;

/** When reminders come, how many at once, and in which language. */
export function TimingFields({
  value,
  householdHour,
  householdZone,
  onChange,
}: {
  value: Timing;
  householdHour: number;
  householdZone: string;
  onChange: (change: Partial<Timing>) => void;
}) {
  const { t } = useLingui();
  const hourText = useHourText();
  const { hour, timeZone, quiet, digest, weekday, locale } = value;
  return (
    <div className="grid gap-6">
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field name="hour" label={t`Hour of the day`}>
          <HourSelect
            value={hour}
            inherited={t`Like everybody (${hourText(householdHour)})`}
            onChange={(next) => onChange({ hour: next })}
          />
        </Field>
        <Field
          name="timeZone"
          label={t`Time zone`}
          hint={
            timeZone === null ? (
              <Trans>The one of the household.</Trans>
            ) : (
              <button
                type="button"
                className="font-semibold text-tide-ink underline underline-offset-4 hover:no-underline"
                onClick={() => onChange({ timeZone: null })}
              >
                <Trans>Take the one of the household</Trans>
              </button>
            )
          }
        >
          <TimeZonePicker
            value={timeZone ?? householdZone}
            onChange={(zone) => onChange({ timeZone: zone === householdZone ? null : zone })}
          />
        </Field>
      </div>
      <div className="grid gap-4">
        <Checkbox
          label={<Trans>Quiet hours</Trans>}
          hint={<Trans>Nothing is sent then. What would come waits for their end.</Trans>}
          checked={quiet !== null}
          onChange={({ target }) => onChange({ quiet: target.checked ? NIGHT : null })}
        />
        {quiet && <QuietFields quiet={quiet} onChange={(next) => onChange({ quiet: next })} />}
      </div>
      <div className="grid justify-items-start gap-4">
        <div className="grid max-w-full gap-1.5">
          <p aria-hidden className="text-sm font-semibold">
            <Trans>Digest</Trans>
          </p>
          <SegmentedControl<Digest>
            label={t`Digest`}
            value={digest}
            options={[
              { value: 'none', label: <Trans>Off</Trans> },
              { value: 'daily', label: <Trans>Daily</Trans> },
              { value: 'weekly', label: <Trans>Weekly</Trans> },
            ]}
            onChange={(next) => onChange({ digest: next })}
          />
          <p className="text-sm text-ink-faint">
            <DigestHint digest={digest} />
          </p>
        </div>
        {digest === 'weekly' && (
          <Field name="weekday" label={t`Comes on`} className="w-full sm:w-60">
            <WeekdaySelect value={weekday} onChange={(next) => onChange({ weekday: next })} />
          </Field>
        )}
      </div>
      <Field name="locale" label={t`Language of the messages`} className="sm:w-60">
        <Select
          value={locale}
          onChange={({ target }) => onChange({ locale: target.value as ReminderLocale })}
        >
          {REMINDER_LOCALES.map((each) => (
            <option key={each} value={each} lang={each}>
              {LANGUAGES[each]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function QuietFields({
  quiet,
  onChange,
}: {
  quiet: QuietHours;
  onChange: (quiet: QuietHours) => void;
}) {
  const { t } = useLingui();
  return (
    <div className="grid grid-cols-2 items-start gap-4 sm:ps-8 md:max-w-md">
      <Field name="quiet.from" label={t`Quiet from`}>
        <HourSelect
          value={quiet.from}
          onChange={(from) => onChange({ ...quiet, from: from ?? 0 })}
        />
      </Field>
      <Field name="quiet.until" label={t`Until`}>
        <HourSelect
          value={quiet.until}
          onChange={(until) => onChange({ ...quiet, until: until ?? 0 })}
        />
      </Field>
    </div>
  );
}

function DigestHint({ digest }: { digest: Digest }) {
  if (digest === 'none') return <Trans>Each reminder is a message of its own.</Trans>;
  if (digest === 'daily') {
    return <Trans>One message on each day that has something to say.</Trans>;
  }
  return (
    <Trans>
      One message for the seven days ahead. What turns up later and cannot wait comes by itself.
    </Trans>
  );
}

function WeekdaySelect({ value, onChange }: { value: number; onChange: (day: number) => void }) {
  const format = useFormatter();
  return (
    <Select value={value} onChange={({ target }) => onChange(Number(target.value))}>
      {WEEKDAYS.map((day) => (
        <option key={day} value={day}>
          {/* The 4th of January 2026 is a Sunday. */}
          {format.longWeekday(addDays('2026-01-04', day))}
        </option>
      ))}
    </Select>
  );
}
