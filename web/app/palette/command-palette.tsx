import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { Command } from 'cmdk';
import {
  Activity,
  Bell,
  Keyboard,
  LogOut,
  type LucideIcon,
  Monitor,
  Moon,
  Plus,
  Sun,
} from 'lucide-react';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { useCanWrite, useSession } from '#web/lib/session.tsx';
import { chooseTheme } from '#web/lib/theme.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { CONSOLE_SECTIONS } from '../console/sections.ts';
import { SETTINGS_GROUPS } from '../settings/sections.ts';
import { useAppControls } from '../shell/app-controls.ts';
import { DESTINATIONS } from '../shell/navigation.ts';
import { useSignOut } from '../shell/use-sign-out.ts';
import { useFoundSubscriptions } from './use-found-subscriptions.ts';

const CONSOLE = '/console/{-$section}/{-$item}';

/** Finds subscriptions and runs commands by name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const format = useFormatter();
  const { openAttention, openShortcuts } = useAppControls();
  const canWrite = useCanWrite();
  const isOperator = useSession().user.role === 'operator';
  const signOut = useSignOut();
  const [text, setText] = useState('');
  const [active, setActive] = useState('');
  const { q, subscriptions, isSearching, isError } = useFoundSubscriptions(text);
  const isNarrowed = text.trim() !== '';

  // The palette chooses its first line when the text changes, which is before the server answers.
  const best = q === '' ? undefined : subscriptions[0];
  const bestLine = best && lineOf(best, q);
  useLayoutEffect(() => {
    if (bestLine) setActive(bestLine);
  }, [bestLine]);

  function run(action: () => void) {
    onClose();
    action();
  }

  const found = subscriptions.length > 0 && (
    <Group heading={t`Subscriptions`}>
      {subscriptions.map(({ id, name, service, nextAmount }) => (
        <Item
          key={id}
          value={lineOf({ id, name }, q)}
          onRun={() =>
            run(() => void router.navigate({ to: '/subscriptions/$id', params: { id } }))
          }
        >
          <BrandTile slug={service} name={name} size="sm" />
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {nextAmount && (
            <span className="tabular text-sm text-ink-faint">{format.money(nextAmount)}</span>
          )}
        </Item>
      ))}
    </Group>
  );

  return (
    <Dialog isOpen onClose={onClose} title={t`Search and jump`} isTitleHidden>
      <Command
        label={t`Search and jump`}
        loop
        value={active}
        onValueChange={setActive}
        className="-mx-2 pt-4"
      >
        <Command.Input
          value={text}
          onValueChange={setText}
          data-autofocus
          placeholder={t`Search subscriptions, pages and commands`}
          className="mb-2 h-12 w-full border-b border-line bg-transparent px-3 text-lg outline-none placeholder:text-ink-faint"
        />
        <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto">
          {isError ? (
            <p role="alert" className="px-3 py-2 text-sm text-danger-ink">
              <Trans>Subscriptions cannot be searched at the moment.</Trans>
            </p>
          ) : (
            !isSearching && (
              <Command.Empty className="px-3 py-8 text-center text-ink-faint">
                <Trans>Nothing found for “{text}”</Trans>
              </Command.Empty>
            )
          )}
          {isNarrowed && found}
          <Group heading={t`Go to`}>
            {DESTINATIONS.map(({ to, label, icon }) => (
              <IconItem
                key={to}
                icon={icon}
                text={i18n._(label)}
                onRun={() => run(() => void router.navigate({ to }))}
              />
            ))}
            {isOperator && (
              <IconItem
                icon={Activity}
                text={t`Console`}
                onRun={() => run(() => void router.navigate({ to: CONSOLE }))}
              />
            )}
          </Group>
          <Group heading={t`Commands`}>
            {canWrite && (
              <IconItem
                icon={Plus}
                text={t`Add a subscription`}
                onRun={() => run(() => void router.navigate({ to: '/subscriptions/new' }))}
              />
            )}
            <IconItem icon={Bell} text={t`What needs attention`} onRun={() => run(openAttention)} />
            <IconItem
              icon={Sun}
              text={t`Light theme`}
              onRun={() => run(() => chooseTheme('light'))}
            />
            <IconItem
              icon={Moon}
              text={t`Dark theme`}
              onRun={() => run(() => chooseTheme('dark'))}
            />
            <IconItem
              icon={Monitor}
              text={t`Theme of the system`}
              onRun={() => run(() => chooseTheme('system'))}
            />
            <IconItem
              icon={Keyboard}
              text={t`Keyboard shortcuts`}
              onRun={() => run(openShortcuts)}
            />
            <IconItem icon={LogOut} text={t`Sign out`} onRun={() => run(() => signOut.mutate())} />
          </Group>
          {isNarrowed && (
            <Group heading={t`Settings`}>
              {SETTINGS_GROUPS.flatMap(({ sections }) => sections).map(
                ({ id, title, summary, icon }) => (
                  <IconItem
                    key={id}
                    icon={icon}
                    text={i18n._(title)}
                    keywords={[i18n._(summary)]}
                    onRun={() =>
                      run(
                        () =>
                          void router.navigate({
                            to: '/settings/$section',
                            params: { section: id },
                          }),
                      )
                    }
                  />
                ),
              )}
            </Group>
          )}
          {isOperator && isNarrowed && (
            <Group heading={t`Console`}>
              {CONSOLE_SECTIONS.slice(1).map(({ id, title, summary, icon }) => (
                <IconItem
                  key={id}
                  icon={icon}
                  text={i18n._(title)}
                  keywords={[i18n._(summary)]}
                  onRun={() =>
                    run(() => void router.navigate({ to: CONSOLE, params: { section: id } }))
                  }
                />
              ))}
            </Group>
          )}
          {!isNarrowed && found}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** What the server found stays, whatever the palette's own matching thinks of it. */
function lineOf({ id, name }: { id: string; name: string }, q: string): string {
  return `${name} ${q} ${id}`;
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="pb-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-2 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-ink-faint"
    >
      {children}
    </Command.Group>
  );
}

function IconItem({
  icon: Icon,
  text,
  keywords,
  onRun,
}: {
  icon: LucideIcon;
  text: string;
  /** Further words by which it is found. */
  keywords?: string[];
  onRun: () => void;
}) {
  return (
    <Item value={text} keywords={keywords} onRun={onRun}>
      <span className="grid size-8 place-items-center">
        <Icon aria-hidden className="size-4.5 text-ink-soft" />
      </span>
      {text}
    </Item>
  );
}

function Item({
  value,
  keywords,
  onRun,
  children,
}: {
  value: string;
  keywords?: string[] | undefined;
  onRun: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      {...(keywords && { keywords })}
      onSelect={onRun}
      className="flex min-h-11 cursor-pointer select-none items-center gap-3 rounded-md px-3 data-[selected=true]:bg-ink/8"
    >
      {children}
    </Command.Item>
  );
}
