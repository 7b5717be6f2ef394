import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const TONES = {
  neutral: 'bg-sunken text-ink-soft',
  tide: 'bg-tide-soft text-tide-ink',
  kelp: 'bg-kelp-soft text-kelp-ink',
  amber: 'bg-amber-soft text-amber-ink',
  coral: 'bg-coral-soft text-coral-ink',
  danger: 'bg-danger-soft text-danger-ink',
} as const;
export type Tone = keyof typeof TONES;

export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-6 items-center gap-1 rounded-full px-2.5 text-xs font-semibold',
        'whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
