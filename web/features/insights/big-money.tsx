import type { Money } from '#shared/schemas/primitives.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** An amount as a heading: the decimals step back. */
export function BigMoney({ money }: { money: Money }) {
  const format = useFormatter();
  return (
    <span className="tabular whitespace-nowrap">
      {format.moneyParts(money).map(({ type, value }, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one amount have no other identity
          key={at}
          className={isSmall(type) ? 'text-[0.55em] font-semibold opacity-75' : undefined}
        >
          {value}
        </span>
      ))}
    </span>
  );
}

function isSmall(type: string): boolean {
  return type === 'decimal' || type === 'fraction' || type === 'currency';
}
