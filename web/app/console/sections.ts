import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import {
  Activity,
  BellRing,
  Bug,
  Gauge,
  Layers,
  ListChecks,
  type LucideIcon,
  ScrollText,
  Server,
  Unplug,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import type { ConsolePageProps } from './console-page-props.ts';

export interface ConsoleSection {
  /** As it stands in the address: `/console/{id}`. Undefined: it is `/console`. */
  id: string | undefined;
  title: MessageDescriptor;
  /** What is seen there. */
  summary: MessageDescriptor;
  icon: LucideIcon;
  /** What stands above the page: nothing, the choice of a time, or that and the time before it. */
  time: 'none' | 'range' | 'comparison';
  Page: ComponentType<ConsolePageProps>;
}

/** In the order of the navigation. A page that is added is found here, and nowhere else. */
export const CONSOLE_SECTIONS: readonly ConsoleSection[] = [
  {
    id: undefined,
    title: msg`Console`,
    summary: msg`Whether people are being served`,
    icon: Activity,
    time: 'comparison',
    Page: lazyComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
  },
  {
    id: 'performance',
    title: msg`Performance`,
    summary: msg`How long answers take, route by route`,
    icon: Gauge,
    time: 'comparison',
    Page: lazyComponent(() => import('./performance-page.tsx'), 'PerformancePage'),
  },
  {
    id: 'cache',
    title: msg`Cache`,
    summary: msg`What is answered without computing it, and what is not`,
    icon: Layers,
    time: 'comparison',
    Page: lazyComponent(() => import('./cache-page.tsx'), 'CachePage'),
  },
  {
    id: 'dependencies',
    title: msg`Dependencies`,
    summary: msg`What this installation depends on, and whether it answers`,
    icon: Unplug,
    time: 'range',
    Page: lazyComponent(() => import('./dependencies-page.tsx'), 'DependenciesPage'),
  },
  {
    id: 'alerts',
    title: msg`Alerts`,
    summary: msg`What needs somebody now, and who is told`,
    icon: BellRing,
    time: 'range',
    Page: lazyComponent(() => import('./alerts-page.tsx'), 'AlertsPage'),
  },
  {
    id: 'errors',
    title: msg`Errors`,
    summary: msg`What went wrong in the server and in browsers, by fault`,
    icon: Bug,
    time: 'none',
    Page: lazyComponent(() => import('./errors-page.tsx'), 'ErrorsPage'),
  },
  {
    id: 'jobs',
    title: msg`Jobs`,
    summary: msg`What is done in the background`,
    icon: ListChecks,
    time: 'none',
    Page: lazyComponent(() => import('./jobs-page.tsx'), 'JobsPage'),
  },
  {
    id: 'instances',
    title: msg`Instances`,
    summary: msg`The processes that serve people`,
    icon: Server,
    time: 'comparison',
    Page: lazyComponent(() => import('./instances-page.tsx'), 'InstancesPage'),
  },
  {
    id: 'audit',
    title: msg`Audit`,
    summary: msg`Who changed something of this installation`,
    icon: ScrollText,
    time: 'none',
    Page: lazyComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  },
];

export function findConsoleSection(id: string | undefined): ConsoleSection | undefined {
  return CONSOLE_SECTIONS.find((section) => section.id === id);
}
