import { expect, it } from 'vitest';
import type { ReportedError } from '#server/observability/errors/error-reporting.ts';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';
import { eventOf } from './error-details.ts';

const numbered = (first: number) => Array.from({ length: 5 }, (_, at) => `line ${first + at}`);

function frame(line: number, isOwn: boolean): StackFrame {
  const lines = { before: numbered(1), at: 'line 6', after: numbered(7) };
  return { function: null, file: 'web/a.ts', line, column: 1, isOwn, lines };
}

function reported(frames: readonly StackFrame[]): ReportedError {
  return {
    ...{ id: 'a', at: '2026-11-20T12:00:00.000Z', source: 'browser', type: 'TypeError' },
    ...{ code: null, message: 'no', frames, causes: [], context: {}, release: '0.1.0' },
  };
}

it('keeps what is around the three innermost places of ours, three lines each way', () => {
  const ours = [0, 1, 2, 3].map((line) => frame(line, true));
  const { frames } = eventOf(reported([frame(9, false), ...ours, frame(8, false)]));
  expect(frames.map(({ line, lines }) => [line, lines?.at])).toEqual([
    [9, undefined],
    [0, 'line 6'],
    [1, 'line 6'],
    [2, 'line 6'],
    [3, undefined],
    [8, undefined],
  ]);
  expect(frames[1]?.lines).toEqual({
    before: ['line 3', 'line 4', 'line 5'],
    at: 'line 6',
    after: ['line 7', 'line 8', 'line 9'],
  });
});

it('keeps what is around one line once', () => {
  const { frames } = eventOf(reported([frame(1, true), frame(1, true), frame(2, true)]));
  expect(frames.map(({ lines }) => lines?.at)).toEqual(['line 6', undefined, 'line 6']);
});

it('stays small, whatever comes', () => {
  const long = 'x'.repeat(200);
  const lines = { before: Array(5).fill(long), at: long, after: Array(5).fill(long) };
  const frames = Array.from({ length: 30 }, (_, line) => ({ ...frame(line, true), lines }));
  const event = eventOf(reported(frames));
  expect(event.frames).toHaveLength(20);
  expect(JSON.stringify(event).length).toBeLessThan(7_000);
});
