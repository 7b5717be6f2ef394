import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Layers } from 'lucide-react';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import type { ReminderDeliveryView } from '#shared/schemas/reminder-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import type { KnownChannels } from './channel-name.ts';
import { reasonOf, STATE_WORDS } from './history-words.ts';
import { KIND_WORDS } from './kind-words.ts';
import { SubjectLink } from './subject-link.tsx';
import { useDaysText } from './use-days-text.ts';

/** One reminder, or a digest, on one channel: what became of it, when, and why. */
export function HistoryRow({
  item,
  channels,
  timeZone,
}: {
  item: ReminderDeliveryView;
  channels: KnownChannels;
  timeZone: string;
}) {
  const { i18n } = useLingui();
  const format = useFormatter();
  const { kind, subject, state, isLate, isInDigest, occurrence } = item;
  const { label, tone } = STATE_WORDS[state];
  const Icon = kind === 'digest' ? Layers : KIND_WORDS[kind].icon;
  return (
    <li className="flex items-start gap-3 py-4">
      <span className="grid size-10 shrink-0 place-items-center rounded-md bg-sunken text-ink-soft">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
          <p className="min-w-0 font-semibold wrap-anywhere">
            {kind === 'digest' ? (
              <Trans>Digest of {format.dayAndMonth(occurrence)}</Trans>
            ) : (
              <SubjectLink kind={kind} subject={subject} />
            )}
          </p>
          <span className="flex gap-1.5">
            {isLate && (
              <Badge tone="amber">
                <Trans>late</Trans>
              </Badge>
            )}
            {isInDigest && (
              <Badge>
                <Trans>in a digest</Trans>
              </Badge>
            )}
            <Badge tone={tone}>{i18n._(label)}</Badge>
          </span>
        </div>
        {kind !== 'digest' && <About item={item} kind={kind} />}
        <Outcome item={item} channels={channels} timeZone={timeZone} />
        <Note item={item} />
      </div>
    </li>
  );
}

function About({
  item: { days, occurrence },
  kind,
}: {
  item: ReminderDeliveryView;
  kind: ReminderKind;
}) {
  const { t, i18n } = useLingui();
  const format = useFormatter();
  const daysText = useDaysText();
  const date = format.date(occurrence);
  // An occurrence is not always the day that the days are counted from.
  const of: Partial<Record<ReminderKind, string>> = {
    'cancel-by': t`for the charge of ${date}`,
    budget: t`for the time from ${date}`,
  };
  return (
    <p className="text-sm text-ink-soft">
      {i18n._(KIND_WORDS[kind].title)}, {of[kind] ?? date} · {daysText(kind, [days])}
    </p>
  );
}

/** When, over which channel, after how many tries. */
function Outcome({
  item: { channelId, state, sendAt, endedAt, attempts },
  channels,
  timeZone,
}: {
  item: ReminderDeliveryView;
  channels: KnownChannels;
  timeZone: string;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const instant = format.instant(endedAt ?? sendAt, timeZone);
  const tries = attempts > 1 && t`${plural(attempts, { one: '# try', other: '# tries' })}`;
  const channel = channels?.find(({ id }) => id === channelId);
  const over = channels && (channel?.name ?? t`a deleted channel`);
  // What somebody has put off is written down already.
  const isAhead = Date.parse(sendAt) > Date.now();
  const waiting = isAhead ? t`goes out ${instant}` : t`since ${instant}`;
  const parts = [state === 'pending' ? waiting : instant, over, tries];
  return <p className="text-sm text-ink-faint">{parts.filter(Boolean).join(' · ')}</p>;
}

function Note({ item }: { item: ReminderDeliveryView }) {
  const { i18n } = useLingui();
  const { note, state } = item;
  const reason = reasonOf(item);
  if (note === null) return null;
  if (reason) return <p className="mt-1 text-sm text-ink-soft">{i18n._(reason)}</p>;
  return (
    <div className="mt-2 rounded-md bg-sunken px-3 py-2 text-sm text-ink-soft">
      <p className="font-semibold">
        {state === 'pending' ? (
          <Trans>The last answer. It will be tried again.</Trans>
        ) : (
          <Trans>The channel’s answer</Trans>
        )}
      </p>
      <p dir="auto" className="wrap-anywhere">
        {note}
      </p>
    </div>
  );
}
