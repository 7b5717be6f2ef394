import { useLingui } from '@lingui/react/macro';
import { Link2 } from 'lucide-react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { fixedAddress, type TimeRange, type TimeWindow } from './time-range.ts';

/** Copies an address that will show these times, not those of whenever it is opened. */
export function CopyLinkButton({ range, window: shown }: { range: TimeRange; window: TimeWindow }) {
  const { t } = useLingui();
  const toast = useToast();

  async function copy() {
    const address = fixedAddress(location.href, range, shown);
    try {
      await navigator.clipboard.writeText(address);
      toast({ text: t`A link to these times is copied` });
    } catch {
      // Over plain http browsers have no clipboard to write to.
      toast({ text: address });
    }
  }
  return <IconButton icon={Link2} label={t`Copy link`} onClick={() => void copy()} />;
}
