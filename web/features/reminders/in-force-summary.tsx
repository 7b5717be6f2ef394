import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { REMINDER_KINDS } from '#shared/reminders/reminder-rules.ts';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { KIND_WORDS } from './kind-words.ts';
import { myRemindersQuery } from './reminder-queries.ts';
import { useRuleText } from './use-days-text.ts';

/** What somebody would be sent once they can be reached. Nothing until it is known. */
export function InForceSummary() {
  const { i18n } = useLingui();
  const ruleText = useRuleText();
  const { data } = useQuery(myRemindersQuery);
  if (!data) return null;
  const { inForce } = data;
  const kinds = REMINDER_KINDS.filter((kind) => inForce[kind].isOn);
  const toRules = (
    <Link
      to="/settings/$section"
      params={{ section: 'reminders' }}
      search={{}}
      className={TEXT_LINK}
    >
      <Trans>Reminders</Trans>
    </Link>
  );
  if (kinds.length === 0) {
    return (
      <p className="mt-4">
        <Trans>Every kind of reminder is off. Turn some on under {toRules}.</Trans>
      </p>
    );
  }
  return (
    <div className="mt-6 rounded-lg bg-sunken p-4 text-start text-sm">
      <p className="mb-2 font-semibold text-ink">
        <Trans>Then it brings you:</Trans>
      </p>
      <ul className="grid gap-2 sm:gap-1">
        {kinds.map((kind) => (
          <li key={kind} className="justify-between gap-4 sm:flex">
            <span className="block shrink-0">{i18n._(KIND_WORDS[kind].title)}</span>
            <span className="block text-ink-faint sm:text-end">
              {ruleText(kind, inForce[kind])}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <Trans>You can change that under {toRules}.</Trans>
      </p>
    </div>
  );
}
