export const ALERT_SEVERITIES = ['page', 'warning'] as const;
/** `page`: somebody has to act now; `warning`: during the day. */
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** What a value of a rule counts, so that people can read it. */
export type AlertUnit = 'share' | 'seconds' | 'count' | 'days';

/** When somebody is to be told. Times are seconds. */
export interface AlertRule {
  /** Also the name of its runbook, `docs/runbooks/ID.md`. Lasts. */
  readonly id: string;
  readonly title: string;
  readonly severity: AlertSeverity;
  readonly unit: AlertUnit;
  /** Whether it is the greater or the smaller values that are bad. */
  readonly isBad: 'above' | 'below';
  readonly threshold: number;
  /** The time that a value is taken over; 0: it is how things are at this moment. */
  readonly window: number;
  /** For how long it has to be bad without a break. */
  readonly for: number;
  /** For how long it has to be good again: what comes and goes is one alert. */
  readonly keepFiringFor: number;
  /** Fewer events within the window say nothing. */
  readonly minimumEvents: number;
  /** While one of these fires for the same subject, nobody is told of this one as well. */
  readonly impliedBy: readonly AlertRuleId[];
  /** In words for an operator who was just woken. */
  readonly meaning: string;
  readonly firstStep: string;
}

const DEFAULTS = {
  severity: 'warning',
  unit: 'count',
  isBad: 'above',
  threshold: 0,
  window: 0,
  for: 0,
  keepFiringFor: 300,
  minimumEvents: 0,
  impliedBy: [],
} as const;

type Given<Id extends string> = Pick<AlertRule, 'title' | 'meaning' | 'firstStep'> &
  Partial<Omit<AlertRule, 'impliedBy'>> & { id: Id; impliedBy?: readonly string[] };

function rule<const Id extends string>(given: Given<Id>) {
  return { ...DEFAULTS, ...given };
}

const RULES = [
  rule({
    id: 'error-rate',
    title: 'Requests fail',
    unit: 'share',
    threshold: 0.01,
    window: 120,
    for: 300,
    minimumEvents: 20,
    impliedBy: ['error-rate-high'],
    meaning: 'More than one request in a hundred is answered with an error of the server.',
    firstStep: 'See which route fails and with which error in the console.',
  }),
  rule({
    id: 'error-rate-high',
    title: 'Many requests fail',
    severity: 'page',
    unit: 'share',
    threshold: 0.05,
    window: 60,
    for: 120,
    minimumEvents: 20,
    meaning: 'More than one request in twenty is answered with an error of the server.',
    firstStep: 'Look whether the database answers, and whether a version was just deployed.',
  }),
  rule({
    id: 'slow-responses',
    title: 'Answers are slow',
    unit: 'seconds',
    threshold: 1,
    window: 120,
    for: 600,
    minimumEvents: 20,
    meaning: 'One request in twenty takes longer than a second.',
    firstStep: 'See which route is slow, and whether the database or the processor is busy.',
  }),
  rule({
    id: 'cache-hit-rate',
    title: 'The cache helps little',
    unit: 'share',
    isBad: 'below',
    threshold: 0.6,
    window: 900,
    for: 900,
    minimumEvents: 500,
    meaning: 'Fewer than six of ten answers that could be kept come from the cache.',
    firstStep: 'Look at the classes of keys in the console: which of them misses?',
  }),
  rule({
    id: 'circuit-open',
    title: 'A circuit opened',
    window: 60,
    meaning: 'Something outside failed so often that it is not asked for a while.',
    firstStep: 'Look whether it answers, and what its last errors were.',
  }),
  rule({
    id: 'circuit-open-long',
    title: 'A circuit stays open',
    severity: 'page',
    for: 300,
    meaning: 'Something outside has been away for more than five minutes.',
    firstStep: 'Bring back what is away: nobody else will.',
  }),
  rule({
    id: 'circuits-open',
    title: 'Several circuits are open',
    severity: 'page',
    threshold: 1,
    for: 60,
    meaning:
      'Several things outside are away at once, so it is likely the network or this machine.',
    firstStep: 'Look whether this machine reaches anything: names, routes, firewall.',
  }),
  rule({
    id: 'redis-unreachable',
    title: 'Redis cannot be reached',
    for: 30,
    meaning:
      'People are served, but each instance alone: nothing is shared, limits count for each.',
    firstStep: 'Look whether Redis runs and answers at REDIS_URL.',
  }),
  rule({
    id: 'database-unreachable',
    title: 'The database cannot be reached',
    severity: 'page',
    for: 30,
    meaning: 'Nothing can be saved, and only what is in the cache can be read.',
    firstStep: 'Look whether the database runs, and whether its disk is full.',
  }),
  rule({
    id: 'rate-limited',
    title: 'Requests are refused as too many',
    threshold: 10,
    window: 300,
    meaning: 'Somebody asks more often than allowed: a script that runs wild, or an attack.',
    firstStep: 'Look in the log who it is. If many people share one address, set TRUST_PROXY.',
  }),
  rule({
    id: 'pool-nearly-full',
    title: 'Connections to the database run out',
    unit: 'share',
    threshold: 0.8,
    for: 120,
    meaning: 'More than four fifths of the connections to the database are busy: soon calls wait.',
    firstStep: 'Look which calls are slow before you raise MONGODB_MAX_POOL.',
  }),
  rule({
    id: 'memory-nearly-full',
    title: 'Memory runs out',
    unit: 'share',
    threshold: 0.8,
    for: 300,
    meaning: 'An instance uses more than four fifths of the memory that it may have.',
    firstStep: 'See since when it grows. A restart gains time, more memory as well.',
  }),
  rule({
    id: 'disk-nearly-full',
    title: 'The disk is nearly full',
    severity: 'page',
    unit: 'share',
    isBad: 'below',
    threshold: 0.1,
    for: 60,
    meaning:
      'Less than a tenth of the disk with the data is free. When it is full nothing is saved.',
    firstStep: 'Make room: old logs and backups first.',
  }),
  rule({
    id: 'event-loop-slow',
    title: 'An instance is too busy',
    unit: 'seconds',
    threshold: 0.1,
    window: 120,
    for: 300,
    minimumEvents: 100,
    meaning: 'The process comes to its work a tenth of a second late: everybody waits for that.',
    firstStep: 'See what takes the processor: a job, an import, or more people than one can serve.',
  }),
  rule({
    id: 'job-failing',
    title: 'A job was given up',
    meaning: 'Something that is done in the background failed at every try.',
    firstStep: 'Read its error among the jobs, cure that, and have it tried again.',
  }),
  rule({
    id: 'job-late',
    title: 'Jobs are late',
    unit: 'seconds',
    threshold: 300,
    for: 60,
    meaning: 'Something should have been done in the background minutes ago, such as a reminder.',
    firstStep: 'Look whether an instance runs jobs (JOBS_AT_ONCE), and what keeps it busy.',
  }),
  rule({
    id: 'backup-missing',
    title: 'A backup is missing',
    threshold: 2,
    meaning: 'The newest backup is twice as old as BACKUP_EVERY says.',
    firstStep: 'Read the error of the job named backup, and make one by hand.',
  }),
  rule({
    id: 'backup-unverified',
    title: 'The newest backup was not verified',
    unit: 'seconds',
    threshold: 3_600,
    meaning: 'A backup was made and could not be restored for a trial, or nobody tried.',
    firstStep: 'Verify it by hand, and keep the one before until that is done.',
  }),
  rule({
    id: 'certificate-expiring',
    title: 'The certificate expires soon',
    unit: 'days',
    isBad: 'below',
    threshold: 14,
    meaning: 'Whoever renews certificates by itself should have done so. Soon browsers refuse.',
    firstStep: 'Renew the certificate of PUBLIC_URL, and look why it was not renewed.',
  }),
] as const;

export type AlertRuleId = (typeof RULES)[number]['id'];

/** All of them, in the order in which people are shown them. */
export const ALERT_RULES: readonly (AlertRule & { readonly id: AlertRuleId })[] =
  RULES as readonly (AlertRule & { readonly id: AlertRuleId })[];

export const ALERT_RULE_IDS = ALERT_RULES.map(({ id }) => id) as [AlertRuleId, ...AlertRuleId[]];

/** @throws TypeError for an id that no rule has. */
export function alertRule(id: AlertRuleId): AlertRule & { readonly id: AlertRuleId } {
  const found = ALERT_RULES.find((each) => each.id === id);
  if (!found) throw new TypeError(`There is no rule ${id}`);
  return found;
}
