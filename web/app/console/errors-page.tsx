import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { ErrorDetail } from '#web/features/error-tracking/error-detail.tsx';
import { ErrorList } from '#web/features/error-tracking/error-list.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';

/** What went wrong, by fault; or one of them. */
export function ErrorsPage({
  search,
  item,
}: {
  search: Readonly<Record<string, unknown>>;
  item: string | undefined;
}) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const state = search.state === 'resolved' ? 'resolved' : 'open';
  if (item !== undefined) return <ErrorDetail id={item} />;
  return (
    <div className="grid gap-4">
      <SegmentedControl
        label={t`Which errors`}
        value={state}
        options={[
          { value: 'open', label: t`Open` },
          { value: 'resolved', label: t`Resolved` },
        ]}
        onChange={(chosen) =>
          void navigate({
            to: '.',
            search: { ...search, state: chosen === 'open' ? undefined : chosen },
            resetScroll: false,
          })
        }
        className="justify-self-start"
      />
      <ErrorList state={state} />
    </div>
  );
}
