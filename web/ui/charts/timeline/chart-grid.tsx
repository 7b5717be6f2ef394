import type { ReactNode } from 'react';

/** Charts in two columns where there is room; one that would stand alone takes both. */
export function ChartGrid({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2 lg:[&>:last-child:nth-child(odd)]:col-span-2">
      {children}
    </div>
  );
}
