import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import { KIND_WORDS } from './kind-words.ts';

/** One kind of reminder on a row: what it is, and what can be done about it. */
export function KindRow({
  kind,
  control,
  children,
}: {
  kind: ReminderKind;
  control?: ReactNode;
  /** What holds. */
  children: ReactNode;
}) {
  const { i18n } = useLingui();
  const { title, explanation, icon: Icon } = KIND_WORDS[kind];
  return (
    <li className="grid gap-3 py-5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-60 gap-3">
          <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-tide-ink" />
          <div className="min-w-0">
            <h3 className="font-sans font-semibold tracking-normal">{i18n._(title)}</h3>
            <p className="mt-0.5 text-sm text-ink-faint">{i18n._(explanation)}</p>
          </div>
        </div>
        {control}
      </div>
      <div className="sm:ps-8">{children}</div>
    </li>
  );
}
