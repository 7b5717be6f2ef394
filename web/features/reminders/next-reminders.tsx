import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellRing } from 'lucide-react';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { PlannedRemindersView } from '#shared/schemas/reminder-schemas.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { KIND_WORDS } from './kind-words.ts';
import { onceEach, type ToldOnce } from './once-each.ts';
import { subjectRemindersQuery } from './reminder-queries.ts';
import { RULE_SOURCE_WORDS } from './rule-sources.ts';
import { useDaysText } from './use-days-text.ts';

const MOST_SHOWN = 3;

/** The next reminders of one subscription, or why there are none. */
export function NextReminders({ subscriptionId }: { subscriptionId: string }) {
  const { data, isError } = useQuery(subjectRemindersQuery(useToday(), subscriptionId));
  if (isError) {
    return (
      <p role="alert" className="mb-4 text-sm text-danger-ink">
        <Trans>What goes out next could not be loaded.</Trans>
      </p>
    );
  }
  return (
    <div className="mb-3 rounded-lg bg-sunken p-4">
      {data ? <Next planned={data} /> : <Skeleton className="h-36" />}
    </div>
  );
}

function Next({ planned: { items, channels, timeZone } }: { planned: PlannedRemindersView }) {
  if (channels.length === 0) {
    return (
      <p className="text-sm text-ink-soft">
        <Trans>
          Nothing is sent:{' '}
          <Link
            to="/settings/$section"
            params={{ section: 'notifications' }}
            search={{}}
            className={TEXT_LINK}
          >
            you have no channel yet
          </Link>
          .
        </Trans>
      </p>
    );
  }
  if (items.length === 0) {
    return (
      <p className="text-sm text-ink-soft">
        <Trans>Nothing goes out about it in the year ahead.</Trans>
      </p>
    );
  }
  return (
    <ul className="grid gap-3">
      {onceEach(items)
        .slice(0, MOST_SHOWN)
        .map((item) => (
          <NextReminder
            key={`${item.kind}${item.occurrence}${item.sendAt}`}
            item={item}
            timeZone={timeZone}
          />
        ))}
    </ul>
  );
}

function NextReminder({
  item: { kind, on, days, sendAt, isInDigest, rule },
  timeZone,
}: {
  item: ToldOnce;
  timeZone: string;
}) {
  const { i18n } = useLingui();
  const format = useFormatter();
  const daysText = useDaysText();
  const relativeDay = useRelativeDay();
  const instant = Date.parse(sendAt);
  const day = todayIn(timeZone, instant);
  const time = format.time(instant, timeZone);
  return (
    <li className="flex gap-3">
      <BellRing aria-hidden className="mt-0.5 size-5 shrink-0 text-tide-ink" />
      <div className="min-w-0">
        <p className="font-semibold">
          {format.weekday(day)}, {format.dayAndMonth(day)}, {time}
          <span className="ms-2 text-sm font-normal text-ink-faint">
            {relativeDay(day, todayIn(timeZone, Date.now()))}
          </span>
        </p>
        <p className="text-sm text-ink-soft">
          {i18n._(KIND_WORDS[kind].title)}, {format.dayAndMonth(on)} · {daysText(kind, days)}
        </p>
        <p className="text-sm text-ink-faint">
          {i18n._(RULE_SOURCE_WORDS[rule])}
          {isInDigest && (
            <>
              {' · '}
              <Trans>in the digest</Trans>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
