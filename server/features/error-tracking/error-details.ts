import type {
  ErrorFacts,
  KnownContext,
  ReportedError,
} from '#server/observability/errors/error-reporting.ts';
import type { SourceLines, StackFrame } from '#server/observability/errors/stack-frames.ts';

/** One time that it happened. */
export interface ErrorEvent {
  readonly id: string;
  readonly at: string;
  readonly message: string;
  readonly frames: ErrorFacts['frames'];
  readonly causes: readonly ErrorFacts[];
  readonly context: KnownContext;
  readonly release: string;
}

/** What of a group is only read when somebody looks at it. */
export interface ErrorDetails {
  /** The newest first. */
  readonly events: readonly ErrorEvent[];
  readonly householdIds: readonly string[];
}

/** How many events of a group are remembered, and how many households it hit. */
export const MOST_EVENTS = 5;
export const MOST_HOUSEHOLDS = 100;
const MOST_FRAMES = 20;
/** Of our own places, the innermost ones: so many are kept with their source, and so much of it. */
const MOST_WITH_LINES = 3;
const LINES_AROUND = 3;

export function eventOf({ id, at, message, frames, causes, context, release }: ReportedError) {
  const event: ErrorEvent = {
    id,
    at,
    message,
    frames: keptFrames(frames),
    causes: causes.map((cause) => ({ ...cause, frames: keptFrames(cause.frames) })),
    context,
    release,
  };
  return event;
}

function keptFrames(frames: readonly StackFrame[]): StackFrame[] {
  const shown = new Set(placesWithLines(frames).slice(0, MOST_WITH_LINES));
  return frames.slice(0, MOST_FRAMES).map((frame) => {
    const { lines, ...place } = frame;
    return lines && shown.has(frame) ? { ...place, lines: fewerLines(lines) } : place;
  });
}

/** Once each, although a function and what it hands on may be in one line. */
function placesWithLines(frames: readonly StackFrame[]): StackFrame[] {
  const byPlace = new Map<string, StackFrame>();
  for (const frame of frames) {
    const place = `${frame.file}:${frame.line}`;
    if (frame.isOwn && frame.lines && !byPlace.has(place)) byPlace.set(place, frame);
  }
  return [...byPlace.values()];
}

function fewerLines({ before, at, after }: SourceLines): SourceLines {
  return { before: before.slice(-LINES_AROUND), at, after: after.slice(0, LINES_AROUND) };
}

export function readDetails(details: string): ErrorDetails {
  return JSON.parse(details);
}

/** Both together, the newest events and as many households as are remembered. */
export function mergeDetails(one: ErrorDetails, other: ErrorDetails): ErrorDetails {
  const events = [...one.events, ...other.events].sort(byNewest).slice(0, MOST_EVENTS);
  const householdIds = [...new Set([...one.householdIds, ...other.householdIds])];
  return { events, householdIds: householdIds.slice(0, MOST_HOUSEHOLDS) };
}

function byNewest(one: ErrorEvent, other: ErrorEvent): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? 1 : -1;
}
