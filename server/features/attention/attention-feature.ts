import type { App } from '#server/http/app-instance.ts';
import { createAttentionMarks } from './attention-marks.ts';
import type { AttentionRepository } from './attention-repository.ts';
import { registerAttentionRoutes } from './attention-routes.ts';
import { type AttentionServiceDeps, createAttentionService } from './attention-service.ts';

export interface AttentionFeatureDeps extends Omit<AttentionServiceDeps, 'marks'> {
  attention: AttentionRepository;
}

/** What needs attention, put together from the feature's own parts. */
export function createAttentionFeature(deps: AttentionFeatureDeps) {
  const attention = createAttentionService({ ...deps, marks: createAttentionMarks(deps) });
  return {
    registerRoutes(app: App): void {
      registerAttentionRoutes(app, { attention });
    },
  };
}
