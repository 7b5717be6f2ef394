import { Trans, useLingui } from '@lingui/react/macro';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { KIND_WORDS } from './kind-words.ts';
import type { ToldOnce } from './once-each.ts';
import { RULE_SOURCE_WORDS } from './rule-sources.ts';
import { SubjectLink } from './subject-link.tsx';
import { useDaysText } from './use-days-text.ts';

/** One reminder that goes out: about what, why on this day, by whose rule, at which hour. */
export function PlannedRow({ reminder, timeZone }: { reminder: ToldOnce; timeZone: string }) {
  const { i18n } = useLingui();
  const format = useFormatter();
  const daysText = useDaysText();
  const { kind, subject, on, days, sendAt, isInDigest, rule } = reminder;
  const { title, icon: Icon } = KIND_WORDS[kind];
  return (
    <li className="flex items-start gap-3 border-b border-line py-3 last:border-0">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-tide-ink" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          <span className="font-semibold">
            <SubjectLink kind={kind} subject={subject} />
          </span>{' '}
          <span className="text-sm text-ink-soft max-sm:block">
            {i18n._(title)}, {format.dayAndMonth(on)}
          </span>
        </p>
        <p className="text-sm text-ink-faint">
          {daysText(kind, days)} · {i18n._(RULE_SOURCE_WORDS[rule])}
          {isInDigest && (
            <>
              {' · '}
              <Trans>in the digest</Trans>
            </>
          )}
        </p>
      </div>
      <p className="tabular shrink-0 font-semibold">{format.time(Date.parse(sendAt), timeZone)}</p>
    </li>
  );
}
