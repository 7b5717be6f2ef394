import { once } from 'node:events';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { createJobEvents, type JobEvent } from './job-events.ts';
import { logJobs } from './job-log.ts';
import type { StoredJob } from './job-repository.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const job: StoredJob = {
  id: 'greet::ada',
  householdId: null,
  kind: 'greet',
  payload: '{"name":"Ada"}',
  state: 'running',
  scheduledFor: NOW,
  claimableAt: NOW,
  attempt: 2,
  holder: 'a',
  createdAt: NOW,
  startedAt: NOW,
  endedAt: null,
  error: null,
};
const error = new Error('no luck');

/** One of each, with the level of its line. */
const EVENTS: [level: string, event: JobEvent][] = [
  ['debug', { type: 'added', kind: 'greet', count: 3 }],
  ['debug', { type: 'started', job }],
  ['info', { type: 'done', job, milliseconds: 12.7 }],
  ['info', { type: 'skipped', job, reason: 'It was missed' }],
  ['warn', { type: 'failed', job, error, milliseconds: 9, at: NOW }],
  ['error', { type: 'dead', job, error }],
  ['warn', { type: 'lost', job }],
  ['info', { type: 'released', job }],
  ['warn', { type: 'stalled', error }],
  ['info', { type: 'resumed' }],
];

function listen() {
  const lines: string[] = [];
  const events = createJobEvents();
  const formatters = { level: (level: string) => ({ level }) };
  const log = pino({ level: 'debug', formatters }, { write: (line: string) => lines.push(line) });
  const stop = logJobs(events, log);
  return { events, lines, stop };
}

describe('the log of jobs', () => {
  it.each(EVENTS)('has a line at %s for what happened', (level, event) => {
    const { events, lines, stop } = listen();
    events.emit(event);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('Ada');
    const line = JSON.parse(lines[0] ?? '');
    expect(line.level).toBe(level);
    if ('job' in event) expect(line).toMatchObject({ job: job.id, kind: 'greet', attempt: 2 });
    if ('error' in event) expect(line.err.message).toBe('no luck');
    if ('milliseconds' in event) expect(line.milliseconds).toBe(Math.round(event.milliseconds));
    stop();
    events.emit(event);
    expect(lines).toHaveLength(1);
  });

  it('goes on when somebody else who listens fails', async () => {
    const { events, lines } = listen();
    const warned = once(process, 'warning');
    events.on(() => {
      throw new Error('a counter that cannot count');
    });
    events.on(() => lines.push('heard'));
    events.emit({ type: 'resumed' });
    expect(lines).toHaveLength(2);
    expect(String(await warned)).toContain('cannot count');
  });
});
