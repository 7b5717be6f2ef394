import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { fromEpochDay } from '#shared/dates/calendar-date.ts';
import { useSession, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { weekInfoOf } from '#web/lib/week-info.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';

/** 1970-01-05: any Monday gives the days of the week their names. */
const A_MONDAY = 4;

/** How numbers and dates are written here, and where that comes from. */
export function LocaleCard() {
  const { i18n } = useLingui();
  const format = useFormatter();
  const today = useToday();
  const { baseCurrency } = useSession().household;
  const { firstDay } = weekInfoOf(format.locale);
  return (
    <Card>
      <CardHeader
        title={<Trans>Language and formats</Trans>}
        description={
          <Trans>Numbers and dates follow the language of your browser; change it there.</Trans>
        }
      />
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Row term={<Trans>Language of the texts</Trans>}>{nameOf(i18n.locale, i18n.locale)}</Row>
        <Row term={<Trans>Numbers and dates as in</Trans>}>
          {nameOf(format.locale, i18n.locale)}
        </Row>
        <Row term={<Trans>An amount</Trans>}>
          {format.money({ amount: '1234.56', currency: baseCurrency })}
        </Row>
        <Row term={<Trans>A date</Trans>}>{format.date(today)}</Row>
        <Row term={<Trans>The week begins on</Trans>}>
          {format.longWeekday(fromEpochDay(A_MONDAY + firstDay - 1))}
        </Row>
      </dl>
    </Card>
  );
}

function Row({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-faint">{term}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}

function nameOf(locale: string, inLanguage: string): string {
  return new Intl.DisplayNames(inLanguage, { type: 'language' }).of(locale) ?? locale;
}
