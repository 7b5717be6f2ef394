import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import {
  WELL_KNOWN_SERVICES,
  type WellKnownService,
} from '#shared/services/well-known-services.ts';
import { foldText } from '#shared/text/fold-text.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { CONTROL_CLASS } from '#web/ui/control-class.ts';
import { cx } from '#web/ui/cx.ts';
import { Field, useFieldProps } from '#web/ui/field.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';

const MOST_SUGGESTIONS = 7;

/** The name; while typing, well-known services are offered, which bring their logo along. */
export function ServiceField({
  name,
  service,
  error,
  hasAutoFocus,
  onName,
  onService,
}: {
  name: string;
  service: string;
  error: string | undefined;
  hasAutoFocus: boolean;
  onName: (name: string) => void;
  /** Null takes the logo off. */
  onService: (service: WellKnownService | null) => void;
}) {
  return (
    <Field label={<Trans>Name</Trans>} error={error}>
      <NameCombobox {...{ name, service, hasAutoFocus, onName, onService }} />
    </Field>
  );
}

/** After the ARIA pattern "editable combobox with list autocomplete"; any other name is fine, too. */
function NameCombobox({
  name,
  service,
  hasAutoFocus,
  onName,
  onService,
}: {
  name: string;
  service: string;
  hasAutoFocus: boolean;
  onName: (name: string) => void;
  onService: (service: WellKnownService | null) => void;
}) {
  const { t } = useLingui();
  const listId = useId();
  const fieldProps = useFieldProps();
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const matches = isOpen ? matchesOf(name) : [];

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function choose(chosen: WellKnownService) {
    onService(chosen);
    close();
  }
  function close() {
    setOpen(false);
    setActive(-1);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = active === -1 && step === -1 ? 0 : active;
      setActive((from + step + matches.length) % Math.max(1, matches.length));
    } else if (event.key === 'Enter' && matches[active]) {
      event.preventDefault();
      choose(matches[active]);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }
  function onBlur() {
    close();
    const typed = foldText(name.trim());
    const known = WELL_KNOWN_SERVICES.find((one) => foldText(one.name) === typed);
    if (known && service === '') onService(known);
  }

  return (
    <div className="relative flex items-center gap-3">
      {service === '' && name.trim() === '' ? (
        <span
          aria-hidden
          className="size-11 shrink-0 rounded-md border-2 border-dashed border-line-strong/60"
        />
      ) : (
        <BrandTile slug={service || null} name={name} size="md" className="size-11" />
      )}
      <div className="relative min-w-0 flex-1">
        <input
          {...fieldProps}
          role="combobox"
          aria-expanded={isOpen && matches.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={matches[active] ? `${listId}-${active}` : undefined}
          aria-required
          // biome-ignore lint/a11y/noAutofocus: the page was opened to type here
          autoFocus={hasAutoFocus}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t`Netflix, gym, rent …`}
          value={name}
          onChange={(event) => {
            onName(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
          className={cx(CONTROL_CLASS, service && 'pe-12')}
        />
        {service && (
          <IconButton
            icon={X}
            label={t`Take the logo off`}
            className="absolute end-0.5 top-0.5"
            onClick={() => onService(null)}
          />
        )}
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={t`Well-known services`}
          hidden={matches.length === 0}
          className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-80 overflow-y-auto rounded-lg border border-line bg-raised p-1.5 shadow-overlay"
        >
          {matches.map((match, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, as the pattern asks
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input
            <div
              key={match.slug}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={match.slug === service}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(at)}
              onClick={() => choose(match)}
              className={cx(
                'flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-2.5 py-1.5',
                at === active && 'bg-ink/8',
              )}
            >
              <BrandTile slug={match.slug} name={match.name} size="sm" />
              {match.name}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Those whose name begins with the text come before those that only contain it. */
function matchesOf(text: string): readonly WellKnownService[] {
  const wanted = foldText(text.trim());
  if (wanted === '') return [];
  const found = WELL_KNOWN_SERVICES.map((service) => ({
    service,
    at: ` ${foldText(service.name)}`.indexOf(` ${wanted}`),
    within: foldText(service.name).includes(wanted),
  })).filter(({ within }) => within);
  const rank = (at: number) => (at === 0 ? 0 : at > 0 ? 1 : 2);
  return found
    .sort((a, b) => rank(a.at) - rank(b.at))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ service }) => service);
}
