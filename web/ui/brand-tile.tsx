import { BRAND_COLORS, BRAND_SPRITE } from 'virtual:brands';
import { cx } from './cx.ts';
import { isDark, stableIndex } from './tile-color.ts';

const SIZES = {
  xs: 'size-6 rounded-xs text-[0.6875rem]',
  sm: 'size-8 rounded-sm text-xs',
  md: 'size-10 rounded-md text-sm',
  lg: 'size-14 rounded-lg text-lg',
} as const;

const MONOGRAM_COLORS = [
  '#0f766e',
  '#b4532a',
  '#7a4fb5',
  '#1f6fb0',
  '#b03a6d',
  '#5b7318',
  '#8a5a10',
  '#4558bd',
] as const;

/** A logo on its own colour, like an application's icon; without a logo the initial of the name. */
export function BrandTile({
  slug,
  name,
  size = 'md',
  className,
}: {
  slug: string | null;
  name: string;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  const brand = slug === null ? undefined : BRAND_COLORS[slug];
  const background = brand
    ? `#${brand}`
    : MONOGRAM_COLORS[stableIndex(slug ?? name.toLowerCase(), MONOGRAM_COLORS.length)];
  return (
    <span
      aria-hidden
      className={cx(
        // The inner ring keeps black logos visible on the night theme, and white ones by day.
        'inline-grid shrink-0 place-items-center font-display font-bold inset-ring inset-ring-line-strong/40',
        brand && !isDark(brand) ? 'text-[#10191c]' : 'text-white',
        SIZES[size],
        className,
      )}
      style={{ backgroundColor: background }}
    >
      {brand ? (
        <svg className="size-[56%] fill-current" role="presentation">
          <use href={`${BRAND_SPRITE}#${slug}`} />
        </svg>
      ) : (
        monogram(name)
      )}
    </span>
  );
}

function monogram(name: string): string {
  const first = [...name.trim()].find((character) => /[\p{L}\p{N}]/u.test(character));
  return first?.toLocaleUpperCase() ?? '·';
}
