import type { CalendarDate } from '#shared/dates/calendar-date.ts';

export type BulkQuestion =
  | 'category'
  | 'payment-method'
  | 'add-tag'
  | 'remove-tag'
  | 'pause'
  | 'cancel';

export type BulkAnswer =
  | { question: 'category' | 'payment-method'; id: string | null; label: string }
  | { question: 'add-tag' | 'remove-tag'; tag: string }
  | { question: 'pause'; from: CalendarDate; until: CalendarDate | null }
  | { question: 'cancel'; on: CalendarDate };
