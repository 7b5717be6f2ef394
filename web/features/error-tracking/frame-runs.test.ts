import { describe, expect, it } from 'vitest';
import type { ErrorFrameView } from '#shared/schemas/error-schemas.ts';
import { frameRuns, frameText, isUnread } from './frame-runs.ts';

function frame(file: string, isOwn = !file.startsWith('node_modules/')): ErrorFrameView {
  return { function: null, file, line: 48, column: 7, isOwn };
}

const form = frame('web/features/budgets/budget-form.tsx');
const page = frame('web/app/pages/budgets-page.tsx');
const react = frame('node_modules/react-dom/cjs/react-dom-client.production.js');
const router = frame('node_modules/@tanstack/react-router/dist/Match.js');
const node = frame('node:internal/process/task_queues', false);

describe('frames', () => {
  it('of libraries between two of ours are one run, which names its packages once', () => {
    expect(frameRuns([form, react, router, node, react, page, react])).toEqual([
      { own: form },
      {
        foreign: [react, router, node, react],
        packages: ['react-dom', '@tanstack/react-router'],
      },
      { own: page },
      { foreign: [react], packages: ['react-dom'] },
    ]);
  });

  it('are none where none are known', () => {
    expect(frameRuns([])).toEqual([]);
  });
});

it.each([
  [form, 'web/features/budgets/budget-form.tsx:48'],
  [react, 'react-dom/cjs/react-dom-client.production.js:48'],
  [node, 'node:internal/process/task_queues:48'],
  [frame('assets/core-a1B2c3D4.js'), 'assets/core-a1B2c3D4.js:48:7'],
])('%o is told as %s', (one, text) => {
  expect(frameText(one)).toBe(text);
});

it('a stack is unread where a place of ours is one of the build', () => {
  expect(isUnread([form, react])).toBe(false);
  expect(isUnread([form, frame('assets/vendor-a1B2c3D4.js', false)])).toBe(false);
  expect(isUnread([react, frame('assets/core-a1B2c3D4.js')])).toBe(true);
});
