import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';
import type { Summary } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useRelativeDay } from '#web/lib/use-relative-day.ts';
import { Badge } from '#web/ui/badge.tsx';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';

type Risk = Summary['atRisk'][number];

const URGENT_DAYS = 3;
const MOST_SHOWN = 5;

/** Trials that end and last days to cancel: what becomes a charge unless somebody acts. */
export function AtRiskCard({ risks, today }: { risks: readonly Risk[]; today: CalendarDate }) {
  const { t } = useLingui();
  const shown = risks.slice(0, MOST_SHOWN);
  const rest = risks.length - shown.length;
  return (
    <Card aria-label={t`Decide soon`} className="flex flex-col">
      <CardHeader
        title={<Trans>Decide soon</Trans>}
        description={<Trans>Trials that end and last days to cancel</Trans>}
      />
      {risks.length === 0 ? (
        <CalmWater />
      ) : (
        <ul className="-mx-2 grid gap-1">
          {shown.map((risk) => (
            <li key={`${risk.subscriptionId}-${risk.kind}`}>
              <RiskRow risk={risk} today={today} />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && (
        <p className="mt-3 text-sm text-ink-faint">
          <Trans>and {rest} more within 30 days</Trans>
        </p>
      )}
    </Card>
  );
}

function RiskRow({ risk, today }: { risk: Risk; today: CalendarDate }) {
  const format = useFormatter();
  const relative = useRelativeDay();
  const days = toEpochDay(risk.on) - toEpochDay(today);
  const when = relative(risk.on, today);
  const amount = format.money(risk.amount);
  const charge = format.dayAndMonth(risk.chargeOn);
  return (
    <Link
      to="/subscriptions/$id"
      params={{ id: risk.subscriptionId }}
      className="flex items-center gap-3 rounded-md p-2 transition-colors hover:bg-ink/5"
    >
      <BrandTile slug={risk.service} name={risk.name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{risk.name}</span>
        <span className="block text-sm text-ink-faint">
          {risk.kind === 'trial-ends' ? (
            <Trans>
              Trial, then {amount} on {charge}
            </Trans>
          ) : (
            <Trans>
              Cancel before {amount} on {charge}
            </Trans>
          )}
        </span>
      </span>
      <Badge tone={days <= URGENT_DAYS ? 'coral' : 'amber'}>{when}</Badge>
    </Link>
  );
}

function CalmWater() {
  return (
    <div className="my-auto grid justify-items-center gap-3 py-6 text-center">
      <svg viewBox="0 0 120 40" aria-hidden="true" className="w-28 fill-none stroke-tide">
        <path d="M4 14q14-7 28 0t28 0 28 0 28 0" strokeWidth="3" strokeLinecap="round" />
        <path d="M18 28q12-6 24 0t24 0 24 0" strokeWidth="3" strokeLinecap="round" opacity=".45" />
      </svg>
      <p className="max-w-60 text-ink-soft">
        <Trans>Calm water: nothing to decide in the next 30 days.</Trans>
      </p>
    </div>
  );
}
