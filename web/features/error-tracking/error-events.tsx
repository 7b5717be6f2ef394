import { Trans, useLingui } from '@lingui/react/macro';
import type { ErrorEventView } from '#shared/schemas/error-schemas.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { StackView } from './stack-view.tsx';

/** The last times that it happened, the newest open. */
export function ErrorEvents({ events }: { events: readonly ErrorEventView[] }) {
  const format = useFormatter();
  const { timeZone } = useSession().household;
  return (
    <Card>
      <CardHeader
        title={<Trans>The last times</Trans>}
        description={<Trans>Up to five are kept. Find the rest in the log.</Trans>}
      />
      <div className="-my-3 divide-y divide-line">
        {events.map((event, at) => (
          <details key={event.id} open={at === 0} className="py-3">
            <summary className="cursor-pointer font-semibold">
              {format.instant(event.at, timeZone)}
              {event.context.route && (
                <span className="ms-2 font-normal text-ink-faint wrap-anywhere">
                  {[event.context.method, event.context.route].filter(Boolean).join(' ')}
                </span>
              )}
            </summary>
            <Event event={event} />
          </details>
        ))}
      </div>
    </Card>
  );
}

function Event({
  event: { message, frames, causes, context, release },
}: {
  event: ErrorEventView;
}) {
  const { t } = useLingui();
  const labels: Record<string, string> = {
    requestId: t`Request`,
    householdId: t`Household`,
    userId: t`Person`,
    kind: t`Job`,
    job: t`Run`,
    task: t`Task`,
  };
  const known = Object.entries(labels).flatMap(([name, label]) => {
    const value = context[name];
    return value === undefined ? [] : [{ name, label, value }];
  });
  return (
    <div className="mt-3 grid gap-4">
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
        {known.map(({ name, label, value }) => (
          <div key={name} className="sm:contents">
            <dt className="text-ink-faint">{label}</dt>
            <dd className="font-mono text-xs leading-5 select-all wrap-anywhere">{value}</dd>
          </div>
        ))}
        <div className="sm:contents">
          <dt className="text-ink-faint">
            <Trans>Version</Trans>
          </dt>
          <dd>{release}</dd>
        </div>
      </dl>
      <StackView message={message} frames={frames} />
      {causes.map((cause) => (
        <div key={`${cause.type} ${cause.message}`}>
          <p className="mb-1 text-sm font-semibold">
            <Trans>Caused by {cause.type}</Trans>
          </p>
          <StackView message={cause.message} frames={cause.frames} />
        </div>
      ))}
    </div>
  );
}
