import { useId } from 'react';

/** The sign: a D, the moon above its tide. */
export function Mark({ className }: { className?: string }) {
  // A shared id would point at the copy that is hidden on this width.
  const clip = useId();
  return (
    <svg viewBox="0 0 24 28" className={className} aria-hidden="true">
      <clipPath id={clip}>
        <path d="M2 1h8a13 13 0 0 1 0 26H2a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z" />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <path className="fill-coral" d="M0 0h24v28H0z" />
        <path
          className="fill-tide"
          d="M-2 16.500c3.700-4 7.400-4 11.100 0s7.400 4 11.100 0 4-3.400 6-3v16H-2z"
        />
      </g>
    </svg>
  );
}
