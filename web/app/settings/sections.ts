import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import {
  AlarmClock,
  ArrowLeftRight,
  Bell,
  CalendarSync,
  CreditCard,
  Download,
  FileUp,
  House,
  type LucideIcon,
  Palette,
  PiggyBank,
  Shapes,
  UserRound,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import type { SettingsSearch } from './settings-search.ts';

export interface SettingsSection {
  /** As it stands in the address. */
  id: string;
  title: MessageDescriptor;
  /** What can be done there. */
  summary: MessageDescriptor;
  icon: LucideIcon;
  Panel: ComponentType<{ search: SettingsSearch }>;
}

export interface SettingsGroup {
  title: MessageDescriptor;
  sections: readonly SettingsSection[];
}

export const SETTINGS_GROUPS: readonly SettingsGroup[] = [
  {
    title: msg`Household`,
    sections: [
      {
        id: 'household',
        title: msg`Household`,
        summary: msg`Name, currency of the totals, time zone`,
        icon: House,
        Panel: lazyComponent(
          () => import('#web/features/household/household-form.tsx'),
          'HouseholdForm',
        ),
      },
      {
        id: 'categories',
        title: msg`Categories`,
        summary: msg`Names and colours`,
        icon: Shapes,
        Panel: lazyComponent(
          () => import('#web/features/categories/categories-panel.tsx'),
          'CategoriesPanel',
        ),
      },
      {
        id: 'budgets',
        title: msg`Budgets`,
        summary: msg`What to spend at most, and how it stands`,
        icon: PiggyBank,
        Panel: lazyComponent(
          () => import('#web/features/budgets/budgets-panel.tsx'),
          'BudgetsPanel',
        ),
      },
      {
        id: 'payment-methods',
        title: msg`Payment methods`,
        summary: msg`Cards, accounts, and which of them end soon`,
        icon: CreditCard,
        Panel: lazyComponent(
          () => import('#web/features/payment-methods/payment-methods-panel.tsx'),
          'PaymentMethodsPanel',
        ),
      },
      {
        id: 'rates',
        title: msg`Exchange rates`,
        summary: msg`What other currencies are worth`,
        icon: ArrowLeftRight,
        Panel: lazyComponent(() => import('#web/features/rates/rates-panel.tsx'), 'RatesPanel'),
      },
    ],
  },
  {
    title: msg`Data`,
    sections: [
      {
        id: 'import',
        title: msg`Import`,
        summary: msg`From Duetide, Wallos or a table`,
        icon: FileUp,
        Panel: lazyComponent(() => import('#web/features/imports/import-panel.tsx'), 'ImportPanel'),
      },
      {
        id: 'export',
        title: msg`Export`,
        summary: msg`Everything as a file`,
        icon: Download,
        Panel: lazyComponent(() => import('#web/features/exports/export-panel.tsx'), 'ExportPanel'),
      },
      {
        id: 'calendar-feed',
        title: msg`Calendar feed`,
        summary: msg`Charges in your calendar program`,
        icon: CalendarSync,
        Panel: lazyComponent(
          () => import('#web/features/calendar-feed/calendar-feed-panel.tsx'),
          'CalendarFeedPanel',
        ),
      },
    ],
  },
  {
    title: msg`Yours`,
    sections: [
      {
        id: 'account',
        title: msg`Account`,
        summary: msg`Name, password, sessions, deletion`,
        icon: UserRound,
        Panel: lazyComponent(() => import('./account-section.tsx'), 'AccountSection'),
      },
      {
        id: 'notifications',
        title: msg`Notifications`,
        summary: msg`How Duetide reaches you`,
        icon: Bell,
        Panel: lazyComponent(() => import('./notifications-section.tsx'), 'NotificationsSection'),
      },
      {
        id: 'reminders',
        title: msg`Reminders`,
        summary: msg`What you are told, and when`,
        icon: AlarmClock,
        Panel: lazyComponent(() => import('./reminders-section.tsx'), 'RemindersSection'),
      },
      {
        id: 'appearance',
        title: msg`Appearance`,
        summary: msg`Theme, numbers and dates`,
        icon: Palette,
        Panel: lazyComponent(() => import('./appearance-section.tsx'), 'AppearanceSection'),
      },
    ],
  },
];

export function findSection(id: string): SettingsSection | undefined {
  return SETTINGS_GROUPS.flatMap(({ sections }) => sections).find((section) => section.id === id);
}
