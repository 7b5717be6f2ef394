import {
  countsEvents,
  DEFAULT_RULES,
  defaultSettings,
  hasThreshold,
  onlyChanged,
  setAlertRule,
  setAlertRules,
} from '#shared/alerts/alert-rule-settings.ts';
import { ALERT_RULES } from '#shared/alerts/alert-rules.ts';
import { AppError } from '#shared/app-error.ts';
import type { AlertRulesView, PutAlertRules } from '#shared/schemas/alert-rule-schemas.ts';
import type { AlertDocuments } from './alert-documents.ts';

export type AlertRuleService = ReturnType<typeof createAlertRuleService>;

/** What operators have changed of the rules, and change. */
export function createAlertRuleService({ documents }: { documents: AlertDocuments }) {
  async function list(): Promise<AlertRulesView> {
    const { version, content } = await documents.read('rules');
    const rules = content ? setAlertRules(content.changes) : DEFAULT_RULES;
    return {
      version: version ?? 0,
      items: ALERT_RULES.map((rule) => {
        const { id, title, unit, isBad } = rule;
        const present = setAlertRule(rules, id);
        return {
          rule: id,
          title,
          unit,
          isBad,
          hasThreshold: hasThreshold(id),
          countsEvents: countsEvents(rule),
          settings: { ...defaultSettings(present), isOn: present.isOn },
          defaults: defaultSettings(rule),
        };
      }),
    };
  }

  return {
    list,

    /** @throws AppError `version-mismatch` where somebody else changed them meanwhile. */
    async put({ changes }: PutAlertRules, expected: number | undefined): Promise<AlertRulesView> {
      const { version } = await documents.read('rules');
      const isOther = expected !== undefined && expected !== (version ?? 0);
      const content = { changes: onlyChanged(changes as Parameters<typeof onlyChanged>[0]) };
      if (isOther || !(await documents.put('rules', content, version))) {
        throw new AppError('version-mismatch');
      }
      return list();
    },
  };
}
