import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { attentionQuery } from './attention-query.ts';

const MOST = 99;

/** On a button: how much is new, for everybody. Without anything new `name` alone. */
export function AttentionCount({ name }: { name: string }) {
  const { t } = useLingui();
  const { data } = useQuery(attentionQuery);
  const count = data?.newCount ?? 0;
  if (count === 0) return <span className="sr-only">{name}</span>;
  return (
    <>
      <span className="sr-only">
        {t`${plural(count, { one: '# new thing needs attention', other: '# new things need attention' })}`}
      </span>
      <span
        aria-hidden
        className="tabular absolute -end-0.5 -top-0.5 grid h-5 min-w-5 animate-appear place-items-center rounded-full bg-danger px-1 text-[0.6875rem] leading-none font-bold text-on-danger ring-2 ring-paper"
      >
        {count > MOST ? `${MOST}+` : count}
      </span>
    </>
  );
}
