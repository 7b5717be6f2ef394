import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { type Steps, stepOf } from './points.ts';
import { usePointedAt, useTimeline } from './timeline.tsx';

const MOVES: Record<string, (index: number, last: number) => number> = {
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowDown: (index) => index - 1,
  ArrowUp: (index) => index + 1,
  PageDown: (index) => index - 10,
  PageUp: (index) => index + 10,
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * What is drawn, with an instant of it that pointer and keys move, in all charts of the page at once.
 * To screen readers it is a slider through time, whose value is what `wordsOf` says of a step.
 */
export function ReadingSurface({
  label,
  steps,
  start,
  end,
  wordsOf,
  children,
}: {
  label: string;
  steps: Steps;
  /** Where in the drawing the time begins and ends. */
  start: number;
  end: number;
  wordsOf: (index: number) => string;
  children: ReactNode;
}) {
  const { cursor, from, to } = useTimeline();
  const last = steps.at.length - 1;
  const isTouch = useRef(false);

  const pointAt = (index: number) => {
    const at = steps.at[Math.max(0, Math.min(index, last))];
    cursor.point(at === undefined ? null : at + steps.step / 2);
  };
  function follow(event: PointerEvent<HTMLElement>) {
    isTouch.current = event.pointerType === 'touch';
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - start) / Math.max(1, end - start);
    pointAt(stepOf(steps, from + Math.max(0, Math.min(share, 1)) * (to - from)));
  }
  function move(event: KeyboardEvent) {
    if (event.key === 'Escape') return cursor.point(null);
    const next = MOVES[event.key];
    if (!next) return;
    event.preventDefault();
    const pointed = cursor.get();
    // Until somebody points, the newest is read out: from there it goes on.
    pointAt(next(pointed === null ? last : stepOf(steps, pointed), last));
  }
  return (
    <div className="relative rounded-xs">
      <div aria-hidden>{children}</div>
      <Slider
        label={label}
        steps={steps}
        wordsOf={wordsOf}
        onPointerMove={follow}
        onPointerDown={follow}
        // A finger that is lifted has left; what it pointed at is still being read.
        onPointerLeave={() => !isTouch.current && cursor.point(null)}
        onKeyDown={move}
      />
    </div>
  );
}

function Slider({
  label,
  steps,
  wordsOf,
  ...handlers
}: {
  label: string;
  steps: Steps;
  wordsOf: (index: number) => string;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const pointed = usePointedAt();
  const last = Math.max(0, steps.at.length - 1);
  const index = pointed === null ? last : Math.max(0, stepOf(steps, pointed));
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index}
      aria-valuetext={wordsOf(index)}
      className="absolute inset-0 touch-pan-y rounded-xs"
      {...handlers}
    />
  );
}
