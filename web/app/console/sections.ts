import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Activity, Bug, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { TimeRange, TimeWindow } from '#web/features/console/time-range.ts';
import { lazyComponent } from '#web/lib/lazy-component.ts';

/** What every page of the console gets. */
export interface ConsolePageProps {
  /** As it stands in the address, written by anybody. Keep what is not yours when you change it. */
  search: Readonly<Record<string, unknown>>;
  /** What follows the section in the address: `/console/errors/{item}`. */
  item: string | undefined;
  range: TimeRange;
  /** What the range means now; it moves on by itself. */
  window: TimeWindow;
}

export interface ConsoleSection {
  /** As it stands in the address: `/console/{id}`. Undefined: it is `/console`. */
  id: string | undefined;
  title: MessageDescriptor;
  /** What is seen there. */
  summary: MessageDescriptor;
  icon: LucideIcon;
  /** Whether the choice of a time range stands above the page. */
  hasRange: boolean;
  Page: ComponentType<ConsolePageProps>;
}

/** In the order of the navigation. A page that is added is found here, and nowhere else. */
export const CONSOLE_SECTIONS: readonly ConsoleSection[] = [
  {
    id: undefined,
    title: msg`Console`,
    summary: msg`Whether people are being served`,
    icon: Activity,
    hasRange: true,
    Page: lazyComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
  },
  {
    id: 'errors',
    title: msg`Errors`,
    summary: msg`What went wrong in the server and in browsers, by fault`,
    icon: Bug,
    hasRange: false,
    Page: lazyComponent(() => import('./errors-page.tsx'), 'ErrorsPage'),
  },
];

export function findConsoleSection(id: string | undefined): ConsoleSection | undefined {
  return CONSOLE_SECTIONS.find((section) => section.id === id);
}
