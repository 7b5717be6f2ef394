import type { Egress } from '#server/adapters/egress/egress.ts';
import { RATE_PROVIDER_NAMES, titleOfProvider } from '#server/adapters/rates/rates.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import { handleJob, type JobKind } from '#server/jobs/job-kind.ts';
import type { JobQueue } from '#server/jobs/job-queue.ts';
import { createSchedule } from '#server/jobs/schedule.ts';
import type { Today } from '#server/today.ts';
import type { RateSource } from './ask-rate-provider.ts';
import type { ProvidedRateRepository } from './provided-rate-repository.ts';
import { createProvidedRates } from './provided-rates.ts';
import { fetchRatesJob, planRatesJob, SPREAD_MS } from './rate-jobs.ts';
import { createRateRefresh } from './rate-refresh.ts';
import type { RateRepository } from './rate-repository.ts';
import { registerRateRoutes } from './rate-routes.ts';
import { createRateService, type RateService } from './rate-service.ts';

export interface RateFeatureDeps {
  /** Entered by hand. */
  rates: RateRepository;
  providedRates: ProvidedRateRepository;
  /** In the order of the configuration; none: nobody is asked. */
  sources: readonly RateSource[];
  egress: Pick<Egress, 'request'>;
  queue: JobQueue;
  clock: Clock;
  today: Today;
  newId(): string;
  /** Uniform in [0, 1). */
  random?: () => number;
  inBackground(name: string, task: () => Promise<void>): void;
}

export interface RateFeature {
  readonly service: RateService;
  /** For whatever runs jobs. */
  readonly kinds: readonly JobKind[];
  /** Of what is known from providers: changes when that does. */
  version(): string;
  registerRoutes(app: App): void;
  /** Where nobody was ever asked, somebody is now. */
  begin(): Promise<void>;
}

/** Exchange rates, by hand and from outside, put together from the feature's own parts. */
export function createRateFeature(deps: RateFeatureDeps): RateFeature {
  const { sources, clock, queue, providedRates: repository, random = Math.random } = deps;
  const configured = sources.map(({ provider }) => provider);
  // What was stored of others is still true.
  const others = RATE_PROVIDER_NAMES.filter((name) => configured.every((one) => one.name !== name));
  const provided = createProvidedRates({
    repository,
    order: [...configured.map(({ name }) => name), ...others],
    titleOf: titleOfProvider,
    firstVersion: deps.newId(),
    inBackground: deps.inBackground,
  });
  const refresh = createRateRefresh({ ...deps, ...provided, repository });
  const schedule = planRatesJob.schedule && createSchedule(planRatesJob.schedule);
  const service = createRateService({
    rates: deps.rates,
    repository,
    provided,
    providers: configured,
    today: deps.today,
    nextRefresh: () =>
      schedule && configured.length > 0 ? instantOf(schedule.next(clock.now())) : null,
  });

  return {
    service,
    kinds: [
      handleJob(planRatesJob, async ({ scheduledFor: key }) => {
        if (configured.length === 0) return;
        const at = instantOf(clock.now() + Math.floor(random() * SPREAD_MS));
        await queue.add(fetchRatesJob, null, [{ payload: {}, key, at }]);
      }),
      handleJob(fetchRatesJob, ({ log, signal }) => refresh.run(log, signal)),
    ],
    version: provided.version,
    registerRoutes: (app) => registerRateRoutes(app, { rates: service }),
    async begin() {
      if (configured.length === 0) return;
      const states = await repository.listStates();
      if (states.some(({ answeredAt }) => answeredAt !== null)) return;
      // The same at every instance that starts today, so that one of them asks.
      const key = `first:${deps.today('UTC')}`;
      await queue.add(fetchRatesJob, null, [{ payload: {}, key }]);
    },
  };
}
