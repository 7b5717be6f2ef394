import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { CATEGORY_COLORS, type CategoryColor } from '#shared/subscriptions/category.ts';
import { categoryColor } from '#web/lib/category-color.ts';

const NAMES: Record<CategoryColor, MessageDescriptor> = {
  coral: msg`Coral`,
  amber: msg`Amber`,
  lime: msg`Lime`,
  teal: msg`Teal`,
  sky: msg`Sky`,
  indigo: msg`Indigo`,
  violet: msg`Violet`,
  rose: msg`Rose`,
  sand: msg`Sand`,
  slate: msg`Slate`,
};

/** One colour of the palette; the form has it as `color`. */
export function ColorField({ initial }: { initial: CategoryColor }) {
  const { i18n } = useLingui();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold">
        <Trans>Colour</Trans>
      </legend>
      <div className="grid w-fit grid-cols-5 gap-2.5">
        {CATEGORY_COLORS.map((color) => (
          <label
            key={color}
            title={i18n._(NAMES[color])}
            className="grid size-11 cursor-pointer place-items-center rounded-full outline-offset-2 has-checked:outline-2 has-checked:outline-ink has-focus-visible:outline-3 has-focus-visible:outline-tide"
            style={{ backgroundColor: categoryColor(color) }}
          >
            <input
              type="radio"
              name="color"
              value={color}
              defaultChecked={color === initial}
              aria-label={i18n._(NAMES[color])}
              className="peer sr-only"
            />
            <Check
              aria-hidden
              strokeWidth={3}
              className="size-5 text-surface opacity-0 peer-checked:opacity-100"
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
