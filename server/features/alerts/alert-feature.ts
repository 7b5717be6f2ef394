import type { Logger } from 'pino';
import type { Clock } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import type { NewId } from '#server/ids.ts';
import { systemTimers, type Timers } from '#server/jobs/timers.ts';
import type { SecretBox } from '#server/secrets/secret-box.ts';
import { createAlertDocuments } from './alert-documents.ts';
import { type AlertEvaluator, createAlertEvaluator } from './alert-evaluator.ts';
import { createReceiverVault } from './alert-receivers.ts';
import type { AlertRepository } from './alert-repository.ts';
import { registerAlertRoutes } from './alert-routes.ts';
import { registerAlertRuleRoutes } from './alert-rule-routes.ts';
import { createAlertRuleService } from './alert-rule-service.ts';
import { type AlertSenderDeps, createAlertSender } from './alert-sender.ts';
import { createAlertService } from './alert-service.ts';
import type { AlertSignals } from './alert-signals.ts';
import { createReceiverBook } from './receiver-book.ts';
import { registerReceiverRoutes } from './receiver-routes.ts';
import { createReceiverService } from './receiver-service.ts';

/** As long as the history of how Duetide fared. */
const KEPT_MS = 396 * 86_400_000;

export interface AlertFeatureDeps {
  alerts: AlertRepository;
  signals: AlertSignals;
  senders: AlertSenderDeps;
  secrets: SecretBox;
  operatorAddress(): Promise<string | null>;
  clock: Clock;
  newId: NewId;
  /** Of this process. */
  instanceId: string;
  log: Logger;
  timers?: Timers;
  mayStandIn?: () => Promise<boolean>;
  onEvaluated?: () => void;
}

export interface AlertFeature {
  evaluator: AlertEvaluator;
  registerRoutes(app: App): void;
  purge(): Promise<void>;
}

/** Alerts, put together from the feature's own parts. */
export function createAlertFeature(deps: AlertFeatureDeps): AlertFeature {
  const { alerts, senders, clock, newId, operatorAddress } = deps;
  const documents = createAlertDocuments(alerts);
  const vault = createReceiverVault(deps.secrets);
  const sender = createAlertSender(senders);
  const reached = { documents, vault, sender, hasMail: senders.mail !== null, operatorAddress };
  return {
    evaluator: createAlertEvaluator({
      documents,
      incidents: alerts,
      receivers: createReceiverBook(reached),
      holder: deps.instanceId,
      timers: systemTimers,
      ...deps,
    }),
    registerRoutes(app) {
      registerAlertRoutes(app, {
        alerts: createAlertService({ documents, incidents: alerts, clock }),
      });
      registerAlertRuleRoutes(app, { rules: createAlertRuleService({ documents }) });
      registerReceiverRoutes(app, { receivers: createReceiverService({ ...reached, newId }) });
    },
    async purge() {
      await alerts.purgeIncidents(clock.now() - KEPT_MS);
    },
  };
}
