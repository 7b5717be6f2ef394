import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { chooseTheme, THEMES, type Theme, useTheme } from '#web/lib/theme.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';

/** Light, dark, or as the system has it. */
export function ThemeCard() {
  const { t } = useLingui();
  const theme = useTheme();
  const labels: Record<Theme, string> = {
    system: t`As the system`,
    light: t`Light`,
    dark: t`Dark`,
  };
  return (
    <Card>
      <CardHeader title={<Trans>Theme</Trans>} description={<Trans>In this browser</Trans>} />
      <fieldset className="grid gap-4 sm:grid-cols-3">
        <legend className="sr-only">
          <Trans>Theme</Trans>
        </legend>
        {THEMES.map((value) => (
          <label
            key={value}
            className="group grid cursor-pointer gap-2.5 rounded-lg border border-line-strong p-2.5 pb-3 text-sm font-semibold transition-colors hover:border-ink-soft has-checked:border-tide has-checked:outline-1 has-checked:outline-tide has-focus-visible:outline-3 has-focus-visible:outline-tide"
          >
            <span className="flex h-20 overflow-hidden rounded-sm border border-line">
              {value !== 'dark' && <Miniature scheme="light" />}
              {value !== 'light' && <Miniature scheme="dark" />}
            </span>
            <span className="flex items-center gap-2.5">
              <input
                type="radio"
                name="theme"
                value={value}
                checked={value === theme}
                onChange={() => chooseTheme(value)}
                className="size-4.5 accent-tide"
              />
              {labels[value]}
            </span>
          </label>
        ))}
      </fieldset>
    </Card>
  );
}

/** Of ui/styles/theme.css, where they follow the theme of the page; a picture of a theme must not. */
const LOOKS = {
  light: { paper: '#f5f2ea', ink: '#0b2a33', deep: '#0a2f38', surface: '#fffdf8', tide: '#0b5d62' },
  dark: { paper: '#08191e', ink: '#e9f2ef', deep: '#0a2f38', surface: '#0e252c', tide: '#74d6c9' },
} as const;

/** The overview, very small. */
function Miniature({ scheme }: { scheme: keyof typeof LOOKS }): ReactNode {
  const { paper, ink, deep, surface, tide } = LOOKS[scheme];
  return (
    <span
      aria-hidden
      className="flex flex-1 flex-col gap-1.5 p-2"
      style={{ backgroundColor: paper }}
    >
      <span className="h-1.5 w-8 rounded-full" style={{ backgroundColor: ink }} />
      <span className="h-6 rounded-xs" style={{ backgroundColor: deep }} />
      <span className="flex flex-1 gap-1.5">
        <span className="flex-2 rounded-xs" style={{ backgroundColor: surface }} />
        <span className="flex-1 rounded-xs" style={{ backgroundColor: tide }} />
      </span>
    </span>
  );
}
