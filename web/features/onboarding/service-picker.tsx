import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Plus, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { WellKnownService } from '#shared/services/well-known-services.ts';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { Button } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { Field } from '#web/ui/field.tsx';
import { Input } from '#web/ui/input.tsx';
import { GROUP_LABELS, servicesByGroup } from './service-groups.ts';

/** The grid to tap: services by group, found by typing, and anything else by its name. */
export function ServicePicker({
  chosenSlugs,
  onToggle,
  onAddName,
}: {
  chosenSlugs: ReadonlySet<string>;
  onToggle: (service: WellKnownService) => void;
  onAddName: (name: string) => void;
}) {
  const { t, i18n } = useLingui();
  const [query, setQuery] = useState('');
  const groups = servicesByGroup(useDeferredValue(query));
  const name = query.trim();

  function addName() {
    onAddName(name);
    setQuery('');
  }

  return (
    <div>
      <Field label={t`Search services`} isLabelHidden className="relative mb-6 max-w-md">
        <Input
          type="search"
          value={query}
          placeholder={t`Search, or type a name of your own`}
          onChange={(event) => setQuery(event.target.value)}
          className="rounded-full ps-11"
        />
        <Search
          aria-hidden
          className="pointer-events-none absolute start-4 top-3 size-5 text-ink-faint"
        />
      </Field>
      {name !== '' && (
        <div className="mb-6">
          <Button icon={Plus} onClick={addName}>
            <Trans>Add “{name}”</Trans>
          </Button>
        </div>
      )}
      {groups.map(({ group, services }) => (
        <fieldset key={group} className="mb-8">
          <legend className="mb-3 font-display text-lg font-semibold">
            {i18n._(GROUP_LABELS[group])}
          </legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2 sm:gap-3">
            {services.map((service) => (
              <ServiceTile
                key={service.slug}
                service={service}
                isChosen={chosenSlugs.has(service.slug)}
                onToggle={() => onToggle(service)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function ServiceTile({
  service,
  isChosen,
  onToggle,
}: {
  service: WellKnownService;
  isChosen: boolean;
  onToggle: () => void;
}) {
  return (
    <label
      className={cx(
        'relative grid min-h-28 content-center justify-items-center gap-2 rounded-lg border p-2 text-center',
        'transition hover:-translate-y-0.5 hover:shadow-lift active:translate-y-0',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-tide',
        isChosen ? 'border-tide bg-tide-soft' : 'border-line bg-surface',
      )}
    >
      <input type="checkbox" checked={isChosen} onChange={onToggle} className="sr-only" />
      <BrandTile slug={service.slug} name={service.name} size="lg" />
      <span className="w-full text-sm leading-tight font-medium">{service.name}</span>
      {isChosen && (
        <span
          aria-hidden
          className="absolute end-1.5 top-1.5 grid size-6 animate-appear place-items-center rounded-full bg-tide text-on-tide"
        >
          <Check className="size-4" strokeWidth={3} />
        </span>
      )}
    </label>
  );
}
