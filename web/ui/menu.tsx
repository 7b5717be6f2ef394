import type { LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type MenuEntry =
  | {
      label: ReactNode;
      icon?: LucideIcon;
      isDangerous?: boolean;
      isDisabled?: boolean;
      onSelect: () => void;
    }
  | 'separator';

/**
 * Commands that a button offers. The trigger is one button element. Not for use inside of Dialog:
 * a modal `dialog` makes what is outside of it inert, and the menu opens outside.
 */
export function Menu({
  trigger,
  entries,
  align = 'end',
}: {
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-52 animate-appear rounded-lg border border-line bg-raised p-1.5 text-ink shadow-overlay"
        >
          {entries.map((entry, at) =>
            entry === 'separator' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries never move while the menu is open
              <DropdownMenu.Separator key={at} className="mx-2 my-1.5 h-px bg-line" />
            ) : (
              <DropdownMenu.Item
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                key={at}
                disabled={entry.isDisabled}
                onSelect={entry.onSelect}
                className={cx(
                  'flex h-10 cursor-pointer select-none items-center gap-3 rounded-sm px-3 outline-none',
                  'data-disabled:cursor-default data-disabled:opacity-50 data-highlighted:bg-ink/8',
                  entry.isDangerous && 'text-danger-ink data-highlighted:bg-danger-soft',
                )}
              >
                {entry.icon && <entry.icon aria-hidden className="size-4.5 shrink-0" />}
                {entry.label}
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
