import type { ErrorFrameView } from '#shared/schemas/error-schemas.ts';

/** A place of ours, or places of libraries that follow each other. */
export type FrameRun =
  | { readonly own: ErrorFrameView }
  | { readonly foreign: readonly ErrorFrameView[]; readonly packages: readonly string[] };

const PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)/;
/** Nothing but a number in a file of one line, where the column is all that tells places apart. */
const BUILT = /^assets\//;

/** Stacks go into a library and come back: what is ours is told apart from what lies between. */
export function frameRuns(frames: readonly ErrorFrameView[]): FrameRun[] {
  const runs: FrameRun[] = [];
  let between: ErrorFrameView[] = [];
  const endRun = () => {
    if (between.length > 0) runs.push({ foreign: between, packages: packagesOf(between) });
    between = [];
  };
  for (const frame of frames) {
    if (!frame.isOwn) {
      between.push(frame);
      continue;
    }
    endRun();
    runs.push({ own: frame });
  }
  endRun();
  return runs;
}

/** `web/features/budgets/budget-form.tsx:48`, `react-dom/client.js:7`, `assets/core-a1B2c3D4.js:1:480`. */
export function frameText({ file, line, column }: ErrorFrameView): string {
  const place = `${file.replace(/^node_modules\//, '')}:${line}`;
  return BUILT.test(file) ? `${place}:${column}` : place;
}

/** Whether a place of ours is known only by what the build made of it. */
export function isUnread(frames: readonly ErrorFrameView[]): boolean {
  return frames.some(({ isOwn, file }) => isOwn && BUILT.test(file));
}

function packagesOf(frames: readonly ErrorFrameView[]): string[] {
  const names = frames.flatMap(({ file }) => PACKAGE.exec(file)?.[1] ?? []);
  return [...new Set(names)];
}
