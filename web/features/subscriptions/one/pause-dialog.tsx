import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useId, useState } from 'react';
import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { useToday } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';

/** From when, and for how long nothing is charged. */
export function PauseDialog({
  name,
  onPause,
  onClose,
}: {
  name: string;
  onPause: (from: CalendarDate, until: CalendarDate | null) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const formId = useId();
  const [from, setFrom] = useState<string>(useToday());
  const [until, setUntil] = useState('');
  const [isChecked, setChecked] = useState(false);
  const fromFault = isCalendarDate(from) ? null : t`Please fill this in.`;
  const untilFault =
    until === '' || (isCalendarDate(until) && until > from)
      ? null
      : t`It has to come after the first day of the pause.`;

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (fromFault || untilFault) return;
    onClose();
    onPause(from as CalendarDate, until === '' ? null : (until as CalendarDate));
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`Pause ${name}`}
      description={<Trans>Nothing falls due while it is paused.</Trans>}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary">
            <Trans>Pause</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={submit}
        className="grid items-start gap-5 sm:grid-cols-2"
      >
        <Field label={<Trans>Paused from</Trans>} error={isChecked ? fromFault : null}>
          <DateInput value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
        <Field
          label={<Trans>Runs again on</Trans>}
          hint={<Trans>Empty: until further notice.</Trans>}
          error={isChecked ? untilFault : null}
        >
          <DateInput value={until} onChange={({ target }) => setUntil(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
