import { Mark } from './mark.tsx';

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Mark className="h-7 w-6" />
      <span className="font-display text-xl font-bold tracking-tight">Duetide</span>
    </span>
  );
}
