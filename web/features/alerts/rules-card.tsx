import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Pencil, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AlertRuleSettings } from '#shared/alerts/alert-rule-settings.ts';
import { formatAlertValue } from '#shared/alerts/alert-value.ts';
import type { AlertRuleSettingsView } from '#shared/schemas/alert-rule-schemas.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { ALERTS, rulesQuery } from './alerts-query.ts';
import { isChanged, putRule } from './put-rule.ts';
import { RuleDialog } from './rule-dialog.tsx';

/** Every rule, when it fires, and what was changed of it. */
export function RulesCard() {
  const { t } = useLingui();
  const query = useQuery(rulesQuery);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The rules could not be loaded</Trans>}
      skeletonRows={2}
    >
      {({ items }) => {
        const changed = items.filter(isChanged).length;
        return (
          <Card>
            <CardHeader
              title={<Trans>Rules</Trans>}
              description={
                changed === 0
                  ? t`All of them are as by default.`
                  : t`${plural(changed, {
                      one: '# of them is other than by default.',
                      other: '# of them are other than by default.',
                    })}`
              }
            />
            <ItemList label={t`Rules`}>
              {items.map((item) => (
                <RuleRow key={item.rule} item={item} />
              ))}
            </ItemList>
          </Card>
        );
      }}
    </QueryCard>
  );
}

function RuleRow({ item }: { item: AlertRuleSettingsView }) {
  const { t } = useLingui();
  const undoable = useUndoable(ALERTS);
  const [isEditing, setIsEditing] = useState(false);
  const { rule, title, settings, defaults } = item;
  const reset = () =>
    undoable({
      run: () => putRule(rule, defaults),
      undo: () => putRule(rule, settings),
      done: t`${title} is as by default`,
      undone: t`${title} is as you had set it`,
    });
  return (
    <ItemRow
      title={
        <span className="flex flex-wrap items-center gap-2">
          {title}
          {!settings.isOn && (
            <Badge>
              <Trans>off</Trans>
            </Badge>
          )}
          {settings.severity === 'page' && (
            <Badge tone="coral">
              <Trans>page</Trans>
            </Badge>
          )}
        </span>
      }
      detail={<RuleDetail item={item} />}
    >
      {isChanged(item) && (
        <IconButton icon={RotateCcw} label={t`Reset ${title}`} onClick={() => void reset()} />
      )}
      <IconButton icon={Pencil} label={t`Change ${title}`} onClick={() => setIsEditing(true)} />
      {isEditing && <RuleDialog item={item} onClose={() => setIsEditing(false)} />}
    </ItemRow>
  );
}

function RuleDetail({ item }: { item: AlertRuleSettingsView }) {
  const { settings, defaults } = item;
  const isOther =
    settings.threshold !== defaults.threshold ||
    settings.for !== defaults.for ||
    settings.minimumEvents !== defaults.minimumEvents;
  return (
    <>
      <Condition item={item} settings={settings} />
      {isOther && (
        <span className="block">
          <Trans>
            By default: <Condition item={item} settings={defaults} />
          </Trans>
        </span>
      )}
    </>
  );
}

function Condition({
  item: { rule, unit, isBad, hasThreshold, countsEvents },
  settings: { threshold, minimumEvents, for: seconds },
}: {
  item: AlertRuleSettingsView;
  settings: AlertRuleSettings;
}) {
  const { t } = useLingui();
  const countOf = useCountWords();
  const limit = formatAlertValue(unit, threshold);
  const time = seconds >= 60 ? `${Math.round(seconds / 6) / 10} min` : `${seconds} s`;
  const parts: ReactNode[] = [];
  if (hasThreshold && unit === 'count') parts.push(countOf(rule, threshold));
  else if (hasThreshold) parts.push(isBad === 'above' ? t`above ${limit}` : t`below ${limit}`);
  parts.push(seconds === 0 ? t`at once` : t`for ${time}`);
  if (countsEvents) {
    parts.push(t`${plural(minimumEvents, { one: 'from # event on', other: 'from # events on' })}`);
  }
  return <>{parts.join(', ')}</>;
}

/** Of a rule that counts, what is counted. */
function useCountWords() {
  const { t } = useLingui();
  return (rule: AlertRuleSettingsView['rule'], limit: number): string => {
    switch (rule) {
      case 'circuit-open':
        return limit === 0
          ? t`each time`
          : t`${plural(limit, { one: 'more than once a minute', other: 'more than # times a minute' })}`;
      case 'circuits-open':
        return t`${plural(limit, { one: 'more than one at a time', other: 'more than # at a time' })}`;
      case 'rate-limited':
        return t`${plural(limit, { one: 'more than one in 5 min', other: 'more than # in 5 min' })}`;
      case 'backup-missing':
        return t`${plural(limit, { one: 'older than BACKUP_EVERY', other: 'older than # times BACKUP_EVERY' })}`;
      default:
        return t`more than ${limit}`;
    }
  };
}
