import type { HistoryLevel, StoredRollup } from '#server/features/history/history-repository.ts';

/** Sorts behind every instant. */
const AFTER_ALL = '~';

/** In the order of level, view, step and instance: steps of one view lie side by side. */
export function rollupKey({
  level,
  view,
  at,
  instanceId,
}: Pick<StoredRollup, 'level' | 'view' | 'at' | 'instanceId'>): string {
  return `${stepKey(level, view, at)}|${instanceId}`;
}

export function readRollupKey(
  key: string,
): Pick<StoredRollup, 'level' | 'view' | 'at' | 'instanceId'> {
  const [level = '', view = '', at = '', instanceId = ''] = key.split('|');
  return { level: level as HistoryLevel, view, at: Date.parse(at), instanceId };
}

/** Before every key of that step, and behind those of earlier ones. */
export function stepKey(level: HistoryLevel, view: string, at: number): string {
  return `${level}|${view}|${new Date(at).toISOString()}`;
}

/** Before the first key of a view, and behind its last. */
export function viewKeys(level: HistoryLevel, view: string): { first: string; end: string } {
  return { first: `${level}|${view}|`, end: `${level}|${view}|${AFTER_ALL}` };
}
