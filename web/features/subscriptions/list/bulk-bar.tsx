import { Plural, Trans, useLingui } from '@lingui/react/macro';
import {
  CircleSlash,
  CreditCard,
  Ellipsis,
  type LucideIcon,
  Pause,
  RotateCcw,
  Shapes,
  Tag,
  Tags,
  Trash2,
  X,
} from 'lucide-react';
import { Button } from '#web/ui/button.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { Menu, type MenuEntry } from '#web/ui/menu.tsx';
import { Progress } from '#web/ui/progress.tsx';
import type { BulkQuestion } from './bulk-answer.ts';

/** What can be done with the chosen ones; stays in sight while they are. */
export function BulkBar({
  count,
  isTrash,
  progress,
  onAsk,
  onRemove,
  onRestore,
  onClear,
}: {
  count: number;
  isTrash: boolean;
  progress: { finished: number; total: number } | null;
  onAsk: (question: BulkQuestion) => void;
  onRemove: () => void;
  onRestore: () => void;
  onClear: () => void;
}) {
  const { t } = useLingui();
  const actions: { label: string; icon: LucideIcon; isDangerous?: true; onSelect: () => void }[] =
    isTrash
      ? [{ label: t`Restore`, icon: RotateCcw, onSelect: onRestore }]
      : [
          { label: t`Category`, icon: Shapes, onSelect: () => onAsk('category') },
          { label: t`Payment method`, icon: CreditCard, onSelect: () => onAsk('payment-method') },
          { label: t`Add tag`, icon: Tag, onSelect: () => onAsk('add-tag') },
          { label: t`Remove tag`, icon: Tags, onSelect: () => onAsk('remove-tag') },
          { label: t`Pause`, icon: Pause, onSelect: () => onAsk('pause') },
          { label: t`Cancel`, icon: CircleSlash, onSelect: () => onAsk('cancel') },
          { label: t`Delete`, icon: Trash2, isDangerous: true, onSelect: onRemove },
        ];
  const entries: MenuEntry[] = actions;

  return (
    <div
      role="toolbar"
      aria-label={t`Change the selected ones`}
      className="sticky top-2 z-20 mb-3 flex min-h-14 animate-rise items-center gap-2 rounded-lg bg-deep px-2 text-on-deep shadow-lift"
    >
      <IconButton
        icon={X}
        label={t`Clear the selection`}
        className="text-on-deep-soft hover:bg-on-deep/12 hover:text-on-deep"
        onClick={onClear}
      />
      <p className="tabular font-semibold whitespace-nowrap" role="status">
        <Plural value={count} one="# selected" other="# selected" />
      </p>
      {progress ? (
        <div className="ms-auto flex w-48 items-center gap-3 pe-2 text-sm">
          <Progress
            label={t`Changing`}
            value={progress.finished / Math.max(1, progress.total)}
            className="flex-1"
          />
          <span className="tabular">{`${progress.finished}/${progress.total}`}</span>
        </div>
      ) : (
        <>
          <div className="ms-auto hidden flex-wrap justify-end xl:flex">
            {actions.map(({ label, icon: Icon, onSelect }) => (
              <button
                key={label}
                type="button"
                onClick={onSelect}
                className="inline-flex h-10 items-center gap-2 rounded-full px-3 text-sm font-semibold whitespace-nowrap text-on-deep hover:bg-on-deep/12 focus-visible:outline-foam"
              >
                <Icon aria-hidden className="size-4" />
                {label}
              </button>
            ))}
          </div>
          <div className="ms-auto xl:hidden">
            <Menu
              entries={entries}
              trigger={
                <Button size="sm" icon={Ellipsis}>
                  <Trans>Change</Trans>
                </Button>
              }
            />
          </div>
        </>
      )}
    </div>
  );
}
