import type { ReactNode } from 'react';

export function EntranceHeading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-8">
      <h1 tabIndex={-1} className="text-3xl">
        {title}
      </h1>
      {children && <p className="mt-2 text-ink-soft">{children}</p>}
    </header>
  );
}
