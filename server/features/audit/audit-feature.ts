import { type Clock, instantOf } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import type { NewId } from '#server/ids.ts';
import type { RecordKeepers } from '#server/resilience/record-keeper.ts';
import { auditOperators } from './audit-hook.ts';
import type { AuditRepository } from './audit-repository.ts';
import { registerAuditRoutes } from './audit-routes.ts';

export interface AuditFeatureDeps {
  audit: AuditRepository;
  keepers: RecordKeepers;
  clock: Clock;
  newId: NewId;
  instanceId: string;
  /** Null where the account is gone. */
  nameOf(userId: string): Promise<string | null>;
}

const DAY = 24 * 60 * 60 * 1_000;
/** 13 months. */
const KEPT_DAYS = 397;

/** Who did what to the installation. */
export function createAuditFeature(deps: AuditFeatureDeps) {
  const { audit, keepers, clock } = deps;
  const { add: keep } = keepers.of('operator-acts', audit.insertNew);

  return {
    purge: () => audit.purge(instantOf(clock.now() - KEPT_DAYS * DAY)),
    /** Before all routes for operators: those from before it are not seen. */
    registerRoutes(app: App) {
      const summaries = auditOperators(app, { ...deps, keep });
      registerAuditRoutes(app, { ...deps, summaries });
    },
  };
}
