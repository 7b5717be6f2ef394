import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { isCalendarDate } from '#shared/dates/calendar-date.ts';
import type { Note } from '#shared/imports/import-notes.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** What the importer decided, in the person's words. */
export function useNoteText(): (note: Note) => string {
  const { t } = useLingui();
  const format = useFormatter();
  return ({ code, values, detail }) => {
    const text = (name: string) => values[name] ?? '';
    const date = (name: string) => {
      const value = text(name);
      return isCalendarDate(value) ? format.date(value) : value;
    };
    switch (code) {
      case 'history-unknown':
        return t`Wallos tells the next payment, not the past ones: dates count from it.`;
      case 'day-of-month-uncertain': {
        const others = format.list(text('others').split(' '));
        return t`${date('date')} is the last day of its month. If it is really due on another day (${others}), correct the first date.`;
      }
      case 'start-date-does-not-fit':
        return t`It started on ${date('start')}, but that does not lead to the next payment on ${date('next')}: dates count from the next payment.`;
      case 'cancel-reminder-as-notice': {
        const days = Number(text('days'));
        return t`Wallos would have reminded you to cancel on ${date('on')}. That is kept as a notice period of ${plural(days, { one: '# day', other: '# days' })}. If it is cancelled already, cancel it here, too.`;
      }
      case 'cancel-reminder-in-notes':
        return t`Wallos would have reminded you to cancel on ${date('on')}. That is kept in the notes. If it is cancelled already, cancel it here, too.`;
      case 'cancel-reminder-past':
        return t`Wallos reminded you to cancel on ${date('on')}.`;
      case 'cancellation-date-unknown':
        return t`Disabled in Wallos, which does not say since when: it counts as cancelled on ${date('cancelledOn')}, usable until ${date('accessUntil')}.`;
      case 'url-dropped':
        return t`“${text('url')}” is no web address and is left out.`;
      case 'payer-kept-as-tag':
        return t`Who pays is kept as a tag.`;
      case 'payer-dropped':
        return t`Everything is paid by “${text('payer')}”, so that is not kept.`;
      case 'replaced-in-wallos':
        return t`Wallos says that “${text('successor')}” replaced it.`;
      case 'digits-grouped':
        return t`“${text('text')}” was read as ${text('amount')}.`;
      case 'columns-ignored':
        return t`These columns mean nothing here: ${text('columns')}.`;
      default:
        return detail;
    }
  };
}
