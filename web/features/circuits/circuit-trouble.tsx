import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Notice } from '#web/ui/notice.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { circuitsQuery } from './circuit-queries.ts';
import { useCircuitWords } from './use-circuit-words.ts';

/** Names what does not answer, or is cut off; nothing while all is well. */
export function CircuitTrouble() {
  const { list } = useFormatter();
  const { nameOf } = useCircuitWords();
  const { data } = useQuery(circuitsQuery);
  const names = (data?.items ?? [])
    .filter(({ state }) => state !== 'closed')
    .map(({ name }) => nameOf(name));
  if (names.length === 0) return null;
  const text = list(names);
  return (
    <Notice
      tone="warning"
      className="mb-5"
      title={
        <Plural
          value={names.length}
          one={`${text} is not being asked`}
          other={`${text} are not being asked`}
        />
      }
      action={
        <Link
          to="/console/{-$section}/{-$item}"
          params={{ section: 'dependencies' }}
          search={true}
          className={TEXT_LINK}
        >
          <Trans>See dependencies</Trans>
        </Link>
      }
    >
      <Plural
        value={names.length}
        one="It does not answer, is being tried again, or was cut off by hand."
        other="They do not answer, are being tried again, or were cut off by hand."
      />
    </Notice>
  );
}
