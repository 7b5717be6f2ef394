import { Trans, useLingui } from '@lingui/react/macro';
import { ExternalLink } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { defaultAccessUntil, nextDeadline } from '#shared/subscriptions/cancellation.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Button } from '#web/ui/button.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { billingFactsOf } from './billing-facts.ts';
import { cancelPageOf } from './cancel-page.ts';

/** Notes that it was cancelled; until when it can be used stands there before anybody agrees. */
export function CancelDialog({
  view,
  onCancel,
  onClose,
}: {
  view: SubscriptionView;
  onCancel: (on: CalendarDate, accessUntil: CalendarDate) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const formId = useId();
  const today = useToday();
  const [on, setOn] = useState<string>(today);
  const [ownAccess, setOwnAccess] = useState<string | null>(null);
  const facts = billingFactsOf(view);
  const usual = isCalendarDate(on) ? defaultAccessUntil(facts, on) : '';
  const accessUntil = ownAccess ?? usual;
  const deadline = nextDeadline(facts, today);
  const cancelPage = cancelPageOf(view);
  const isOrdered = isCalendarDate(on) && isCalendarDate(accessUntil) && accessUntil >= on;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isOrdered) return;
    onClose();
    onCancel(on as CalendarDate, accessUntil as CalendarDate);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`Cancel ${view.name}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="danger">
            <Trans>Mark as cancelled</Trans>
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <p className="text-ink-soft">
          <Trans>
            This notes the cancellation here. The service itself has to be told on its own page.
          </Trans>
        </p>
        {cancelPage && (
          <a
            href={cancelPage}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-2 justify-self-start font-semibold text-tide-ink underline underline-offset-4 hover:no-underline"
          >
            <ExternalLink aria-hidden className="size-4" />
            <Trans>Open the cancellation page</Trans>
          </a>
        )}
        {deadline && deadline.cancelBy < today && (
          <Notice tone="warning">
            <Trans>
              The notice period for the charge on {format.date(deadline.avoids)} ended on{' '}
              {format.date(deadline.cancelBy)}: it will probably still be charged.
            </Trans>
          </Notice>
        )}
        <form
          id={formId}
          noValidate
          onSubmit={submit}
          className="grid items-start gap-5 sm:grid-cols-2"
        >
          <Field
            label={<Trans>Cancelled on</Trans>}
            error={isCalendarDate(on) ? null : t`Please fill this in.`}
          >
            <DateInput value={on} onChange={({ target }) => setOn(target.value)} />
          </Field>
          <Field
            label={<Trans>Usable until</Trans>}
            hint={ownAccess === null && <Trans>The day before the next charge.</Trans>}
            error={
              isOrdered || !isCalendarDate(on) ? null : t`It must not come before the cancellation.`
            }
          >
            <DateInput value={accessUntil} onChange={({ target }) => setOwnAccess(target.value)} />
          </Field>
        </form>
        {isOrdered && (
          <p aria-live="polite" className="rounded-lg bg-sunken p-4">
            <Trans>
              You can use it until <strong>{format.fullDate(accessUntil as CalendarDate)}</strong>,
              and nothing is charged after that.
            </Trans>
          </p>
        )}
      </div>
    </Dialog>
  );
}
