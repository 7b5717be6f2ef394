import { useLingui } from '@lingui/react/macro';
import { Check, ChevronsUpDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { CONTROL_CLASS } from './control-class.ts';
import { cx } from './cx.ts';
import { useFieldProps } from './field.tsx';

export interface ComboboxOption {
  value: string;
  label: string;
  /** Further words by which it is found. */
  keywords?: string;
}

/** One of many, found by typing. After the ARIA pattern "editable combobox with list autocomplete". */
export function Combobox({
  value,
  options,
  onChange,
  placeholder,
  name,
  isRequired = false,
}: {
  value: string | null;
  options: readonly ComboboxOption[];
  onChange: (value: string) => void;
  placeholder?: string;
  name?: string;
  isRequired?: boolean;
}) {
  const { t } = useLingui();
  const listId = useId();
  const fieldProps = useFieldProps();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);

  const chosen = options.find((option) => option.value === value);
  const isOpen = query !== null;
  const matches = isOpen ? matchesOf(options, query) : [];
  const activeId = matches[active] ? `${listId}-${active}` : undefined;

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function open() {
    if (isOpen) return;
    setQuery('');
    setActive(Math.max(0, chosen ? options.indexOf(chosen) : 0));
  }
  function choose(option: ComboboxOption) {
    onChange(option.value);
    setQuery(null);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return open();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + matches.length) % Math.max(1, matches.length));
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      const option = matches[active];
      if (option) choose(option);
    } else if (event.key === 'Escape' && isOpen) {
      // Closes the list only, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setQuery(null);
    }
  }

  return (
    <div className="relative">
      <input
        {...fieldProps}
        name={name}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        aria-required={isRequired || undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={isOpen ? (chosen?.label ?? placeholder) : placeholder}
        value={query ?? chosen?.label ?? ''}
        onClick={open}
        onBlur={() => setQuery(null)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        className={cx(CONTROL_CLASS, 'pe-10 text-ellipsis')}
      />
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute end-3 top-3.5 size-4 text-ink-soft"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t`Suggestions`}
        hidden={!isOpen}
        className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-64 overflow-y-auto rounded-lg border border-line bg-raised p-1.5 shadow-overlay"
      >
        {matches.map((option, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, as the pattern asks
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input
          <div
            key={option.value}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={option.value === value}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setActive(at)}
            onClick={() => choose(option)}
            className={cx(
              'flex min-h-10 cursor-pointer items-center justify-between gap-3 rounded-sm px-3 py-1.5',
              at === active && 'bg-ink/8',
            )}
          >
            {option.label}
            {option.value === value && (
              <Check aria-hidden className="size-4 shrink-0 text-tide-ink" />
            )}
          </div>
        ))}
        {isOpen && matches.length === 0 && (
          <p className="px-3 py-2 text-sm text-ink-faint">{t`Nothing found`}</p>
        )}
      </div>
    </div>
  );
}

function matchesOf(options: readonly ComboboxOption[], query: string): readonly ComboboxOption[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, keywords = '' }) => {
    const text = `${label} ${keywords}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
