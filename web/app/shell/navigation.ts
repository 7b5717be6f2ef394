import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { CalendarDays, LayoutGrid, type LucideIcon, Settings2, Waves } from 'lucide-react';

export interface Destination {
  to: '/' | '/subscriptions' | '/calendar' | '/settings';
  label: MessageDescriptor;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
}

export const DESTINATIONS: readonly Destination[] = [
  { to: '/', label: msg`Overview`, icon: Waves, key: 'd' },
  { to: '/subscriptions', label: msg`Subscriptions`, icon: LayoutGrid, key: 's' },
  { to: '/calendar', label: msg`Calendar`, icon: CalendarDays, key: 'c' },
  { to: '/settings', label: msg`Settings`, icon: Settings2, key: ',' },
];
