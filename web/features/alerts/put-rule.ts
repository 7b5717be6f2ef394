import type { AlertRuleChange, AlertRuleSettings } from '#shared/alerts/alert-rule-settings.ts';
import type { AlertRuleSettingsView } from '#shared/schemas/alert-rule-schemas.ts';
import { api } from '#web/lib/api.ts';
import { faultsAtFields } from './faults-at-fields.ts';

/** Whether it is other than by default. */
export function isChanged({ settings, defaults }: AlertRuleSettingsView): boolean {
  const names = Object.keys(defaults) as (keyof AlertRuleSettings)[];
  return names.some((name) => settings[name] !== defaults[name]);
}

/** Changes one rule and leaves the others as they are by now. Faults are told at its own fields. */
export async function putRule(
  rule: AlertRuleSettingsView['rule'],
  settings: AlertRuleSettings,
): Promise<void> {
  const { version, items } = await api('GET operator/alert-rules');
  const others = items.filter((item) => item.rule !== rule && isChanged(item));
  const own = items.filter((item) => item.rule === rule).map((item) => ({ ...item, settings }));
  const changes = [...others, ...own].map(changeOf);
  try {
    await api('PUT operator/alert-rules', { body: { changes }, version });
  } catch (error) {
    throw faultsAtFields(error, new RegExp(`^/changes/${changes.length - 1}/`));
  }
}

function changeOf({ rule, settings, ...item }: AlertRuleSettingsView): AlertRuleChange {
  const { isOn, severity, threshold, minimumEvents } = settings;
  return {
    rule,
    isOn,
    severity,
    for: settings.for,
    ...(item.hasThreshold && { threshold }),
    ...(item.countsEvents && { minimumEvents }),
  };
}
