import { useLingui } from '@lingui/react/macro';
import { Pencil, Trash2 } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

/** Things of one kind, each on a row. It takes the focus when a row is removed by its own button. */
export function ItemList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} tabIndex={-1} className="-my-3 divide-y divide-line">
      {children}
    </ul>
  );
}

export function ItemRow({
  lead,
  title,
  detail,
  below,
  children,
}: {
  lead?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  /** More about it, over the whole width. */
  below?: ReactNode;
  /** What can be done with it. */
  children?: ReactNode;
}) {
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-3 py-2">
      {lead}
      <div className="min-w-0 flex-1">
        <div className="font-semibold">{title}</div>
        {detail && <div className="text-sm text-ink-faint">{detail}</div>}
      </div>
      {children && <div className="-me-2 flex shrink-0 items-center">{children}</div>}
      {below && <div className="basis-full pb-1">{below}</div>}
    </li>
  );
}

/** The two buttons that most rows have. */
export function EditAndDelete({
  name,
  onEdit,
  onDelete,
}: {
  name: string;
  onEdit?: () => void;
  onDelete: () => void;
}) {
  const { t } = useLingui();
  return (
    <>
      {onEdit && <IconButton icon={Pencil} label={t`Edit ${name}`} onClick={onEdit} />}
      <IconButton
        icon={Trash2}
        label={t`Delete ${name}`}
        onClick={(event: MouseEvent<HTMLElement>) => {
          event.currentTarget.closest('ul')?.focus();
          onDelete();
        }}
        className="hover:text-danger-ink"
      />
    </>
  );
}
