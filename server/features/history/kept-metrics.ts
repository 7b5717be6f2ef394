/**
 * `counter`: how much it grew. `gauge`: least, most and last. `summary`: count and sum.
 * `sketch`: a histogram, whose quantiles can be told.
 */
export type KeptType = 'counter' | 'gauge' | 'summary' | 'sketch';

export interface KeptMetric {
  /** As in `/metrics`. */
  readonly name: string;
  readonly type: KeptType;
  /** Of a gauge over all instances: the greatest, unless they add up. */
  readonly across?: 'sum';
  /**
   * The labels with which it is kept in each view, the coarsest first; what a question needs
   * decides which is read. `instance` is the process.
   */
  readonly views: readonly { readonly view: ViewName; readonly labels: readonly string[] }[];
}

/** Rows of their own, so that a page reads little besides what it shows. */
export const VIEWS = ['summary', 'parts', 'routes', 'instances'] as const;
export type ViewName = (typeof VIEWS)[number];

type Labels = readonly string[];
const inView =
  (view: ViewName) =>
  (type: KeptType, name: string, labels: Labels = []) => ({
    name,
    type,
    views: [{ view, labels }],
  });
const inSummary = inView('summary');
const inParts = inView('parts');
const ofInstance = inView('instances');

/**
 * What is kept, and why it is this and not everything: each is asked for by a page of the console
 * or a rule of the alerts. Every label has as many values as the program has routes, calls and
 * parts; none has one that somebody from outside could make more of.
 */
export const KEPT_METRICS: readonly KeptMetric[] = [
  // Are people being served, and how fast: of all, of each route, and by each instance.
  {
    name: 'duetide_http_requests_total',
    type: 'counter',
    views: [
      { view: 'summary', labels: ['status'] },
      { view: 'instances', labels: ['instance', 'status'] },
      { view: 'routes', labels: ['method', 'route', 'status'] },
    ],
  },
  {
    name: 'duetide_http_request_duration_seconds',
    type: 'sketch',
    views: [
      { view: 'summary', labels: [] },
      { view: 'routes', labels: ['method', 'route'] },
    ],
  },
  inSummary('counter', 'duetide_http_requests_abandoned_total'),
  inSummary('counter', 'duetide_rate_limit_rejections_total', ['group']),
  // Does the cache help, and where not.
  {
    name: 'duetide_cache_requests_total',
    type: 'counter',
    views: [
      { view: 'summary', labels: ['outcome'] },
      { view: 'parts', labels: ['class', 'outcome'] },
    ],
  },
  // What room the caches have, and for how long Redis is asked to keep answers.
  ofInstance('gauge', 'duetide_cache_bytes', ['instance', 'tier', 'kind']),
  ofInstance('gauge', 'duetide_cache_entries', ['instance', 'tier']),
  ofInstance('counter', 'duetide_cache_evictions_total', ['instance', 'tier']),
  { ...inParts('gauge', 'duetide_cache_class_bytes', ['class']), across: 'sum' },
  { ...inParts('gauge', 'duetide_cache_class_entries', ['class']), across: 'sum' },
  inParts('counter', 'duetide_cache_class_evictions_total', ['class']),
  {
    name: 'duetide_cache_time_to_live_seconds',
    type: 'sketch',
    views: [
      { view: 'summary', labels: [] },
      { view: 'parts', labels: ['class'] },
    ],
  },
  // What everything depends on: the database, Redis, mail and the circuits before them.
  inSummary('sketch', 'duetide_database_duration_seconds', ['kind']),
  {
    name: 'duetide_database_failures_total',
    type: 'counter',
    views: [
      { view: 'summary', labels: [] },
      { view: 'parts', labels: ['repository', 'operation'] },
    ],
  },
  inParts('summary', 'duetide_database_call_duration_seconds', ['repository', 'operation']),
  ofInstance('gauge', 'duetide_database_pool_connections', ['instance', 'state']),
  ofInstance('gauge', 'duetide_database_pool_waiting', ['instance']),
  inSummary('counter', 'duetide_database_pool_failures_total'),
  inParts('summary', 'duetide_redis_call_duration_seconds', ['operation']),
  {
    name: 'duetide_redis_failures_total',
    type: 'counter',
    views: [
      { view: 'summary', labels: [] },
      { view: 'parts', labels: ['operation'] },
    ],
  },
  inSummary('counter', 'duetide_mails_total', ['outcome']),
  inSummary('counter', 'duetide_messages_total', ['kind', 'outcome']),
  inSummary('counter', 'duetide_circuit_changes_total', ['circuit', 'to']),
  inParts('gauge', 'duetide_circuit_state', ['circuit', 'state']),
  // Is what has to be done done, and in time.
  inSummary('counter', 'duetide_jobs_total', ['kind', 'outcome']),
  inParts('counter', 'duetide_jobs_added_total', ['kind']),
  inParts('sketch', 'duetide_job_duration_seconds', ['kind']),
  inParts('sketch', 'duetide_job_delay_seconds', ['kind']),
  { ...inParts('gauge', 'duetide_jobs_running'), across: 'sum' },
  inParts('gauge', 'duetide_jobs_stalled'),
  // What goes wrong in the server and in browsers, and how fast pages are there.
  inSummary('counter', 'duetide_errors_total', ['source']),
  inParts('sketch', 'duetide_web_vitals_seconds', ['page', 'vital']),
  inParts('sketch', 'duetide_web_vitals_layout_shift', ['page']),
  // How each process fares, and the disk and the backups under it.
  ofInstance('sketch', 'duetide_event_loop_delay_seconds', ['instance']),
  ofInstance('counter', 'nodejs_eventloop_active_seconds_total', ['instance']),
  ofInstance('counter', 'process_cpu_seconds_total', ['instance']),
  ofInstance('gauge', 'process_resident_memory_bytes', ['instance']),
  ofInstance('gauge', 'duetide_memory_limit_bytes', ['instance']),
  ofInstance('gauge', 'process_start_time_seconds', ['instance']),
  ofInstance('gauge', 'nodejs_heap_bytes', ['instance', 'kind']),
  ofInstance('summary', 'nodejs_gc_duration_seconds', ['instance', 'kind']),
  ofInstance('gauge', 'duetide_data_disk_bytes', ['instance', 'kind']),
  ofInstance('gauge', 'duetide_backup_interval_seconds', ['instance']),
  ofInstance('gauge', 'duetide_backup_newest_timestamp_seconds', ['instance']),
  ofInstance('gauge', 'duetide_backup_verified_timestamp_seconds', ['instance']),
  // What the recording itself loses while there is no database to write to.
  inSummary('counter', 'duetide_history_dropped_total'),
  inSummary('counter', 'duetide_records_lost_total', ['kind']),
];

const BY_NAME = new Map(KEPT_METRICS.map((metric) => [metric.name, metric]));

export function keptMetric(name: string): KeptMetric | undefined {
  return BY_NAME.get(name);
}
