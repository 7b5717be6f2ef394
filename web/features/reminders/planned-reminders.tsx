import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { PlannedRemindersView } from '#shared/schemas/reminder-schemas.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import type { KnownChannels } from './channel-name.ts';
import { NoChannelNotice } from './no-channel-notice.tsx';
import { onceEach } from './once-each.ts';
import { PlannedRow } from './planned-row.tsx';
import { myRemindersQuery, plannedRemindersQuery } from './reminder-queries.ts';
import { byDay } from './reminders-by-day.ts';

/** What will be sent to the person in the next 30 days, day by day. */
export function PlannedReminders({ channels }: { channels: KnownChannels }) {
  const today = useToday();
  const query = useQuery(plannedRemindersQuery(today));
  return (
    <QueryCard
      query={query}
      failure={<Trans>What will be sent could not be loaded</Trans>}
      skeletonRows={6}
    >
      {(planned) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {planned.channels.length === 0 && <NoChannelNotice />}
          <Card>
            <CardHeader
              title={<Trans>What will be sent</Trans>}
              description={<Reach planned={planned} channels={channels} />}
            />
            {planned.items.length === 0 ? <NothingPlanned /> : <Days planned={planned} />}
          </Card>
        </div>
      )}
    </QueryCard>
  );
}

function Reach({
  planned: { channels: reached, timeZone },
  channels,
}: {
  planned: PlannedRemindersView;
  channels: KnownChannels;
}) {
  const format = useFormatter();
  const zone = timeZone.replaceAll('_', ' ');
  const names = (channels ?? []).filter(({ id }) => reached.some((each) => each.id === id));
  if (names.length === 0) return <Trans>In the next 30 days. Times in {zone}.</Trans>;
  const list = format.list(names.map(({ name }) => name));
  return (
    <Trans>
      In the next 30 days, over {list}. Times in {zone}.
    </Trans>
  );
}

function Days({ planned: { items, timeZone } }: { planned: PlannedRemindersView }) {
  const format = useFormatter();
  const relativeDay = useRelativeDay();
  const today = todayIn(timeZone, Date.now());
  return (
    <ol className="grid gap-6">
      {byDay(onceEach(items), timeZone).map(({ date, reminders }) => (
        <li key={date}>
          <h3 className="flex flex-wrap items-baseline gap-x-2 border-b border-line pb-2 font-sans text-sm font-semibold tracking-normal">
            {format.longDay(date)}
            <span className="font-normal text-ink-faint">{relativeDay(date, today)}</span>
          </h3>
          <ul>
            {reminders.map((reminder) => (
              <PlannedRow
                key={`${reminder.kind}${reminder.subject.id}${reminder.occurrence}${reminder.sendAt}`}
                reminder={reminder}
                timeZone={timeZone}
              />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function NothingPlanned() {
  const { t } = useLingui();
  const inForce = useQuery(myRemindersQuery).data?.inForce;
  const isAllOff = inForce && Object.values(inForce).every(({ isOn }) => !isOn);
  const toRules = (
    <Link
      to="/settings/$section"
      params={{ section: 'reminders' }}
      search={{}}
      className={TEXT_LINK}
    >{t`See your rules`}</Link>
  );
  if (isAllOff) {
    return (
      <EmptyState title={<Trans>Every kind of reminder is off</Trans>} className="py-4">
        <Trans>So nothing is sent. {toRules} to turn one on.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={<Trans>Nothing in the next 30 days</Trans>} className="py-4">
      <Trans>Nothing falls due that your rules speak of. {toRules}.</Trans>
    </EmptyState>
  );
}
