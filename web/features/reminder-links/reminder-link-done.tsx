import { Trans } from '@lingui/react/macro';
import type { ReminderLinkView, UsedReminderLink } from '#shared/schemas/reminder-link-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useHourText } from './use-hour-text.ts';

/** What came of using a link: a title. */
export function ReminderLinkDoneTitle({ done }: { done: UsedReminderLink }) {
  if (done.again) return <Trans>You will be reminded again</Trans>;
  if (done.entry?.status === 'skipped') return <Trans>Nothing was changed</Trans>;
  return <Trans>Marked as paid</Trans>;
}

/** …and a sentence. */
export function ReminderLinkDone({
  link,
  done,
}: {
  link: ReminderLinkView;
  done: UsedReminderLink;
}) {
  const format = useFormatter();
  const hourText = useHourText();
  const { name } = link.subject;
  if (done.again) {
    const when = hourText(done.again);
    return <Trans>{when}, where this message came from.</Trans>;
  }
  if (done.entry?.status === 'skipped') {
    return <Trans>Somebody has entered that {name} was not charged this time.</Trans>;
  }
  if (!done.entry?.paidOn) return <Trans>It is in the payments of {name}.</Trans>;
  const date = format.date(done.entry.paidOn);
  return (
    <Trans>
      It is in the payments of {name}, as paid on {date}.
    </Trans>
  );
}
