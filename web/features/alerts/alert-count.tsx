import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell, BellRing } from 'lucide-react';
import { buttonClass } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { alertsQuery } from './alerts-query.ts';

/** How many alerts are firing, and the way to them; nothing until that is known. */
export function AlertCount() {
  const { data } = useQuery(alertsQuery);
  if (!data) return null;
  const count = data.items
    .flatMap(({ alerts }) => alerts)
    .filter(({ phase }) => phase === 'firing').length;
  const Icon = count > 0 ? BellRing : Bell;
  return (
    <Link
      to="/console/{-$section}/{-$item}"
      params={{ section: 'alerts' }}
      search={true}
      className={cx(buttonClass({ size: 'sm' }), count > 0 && 'text-danger-ink')}
    >
      <Icon aria-hidden className="size-[1.15em]" />
      {count === 0 ? (
        <Trans>No alerts</Trans>
      ) : (
        <Plural value={count} one="# alert" other="# alerts" />
      )}
    </Link>
  );
}
