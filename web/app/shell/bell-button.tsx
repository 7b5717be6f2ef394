import { useLingui } from '@lingui/react/macro';
import { Bell } from 'lucide-react';
import { Suspense } from 'react';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { afterLoad } from './after-load.ts';
import { useAppControls } from './app-controls.ts';

// The page comes first: nobody looks at the bell before what they opened is there.
const BellCount = lazyComponent(async () => {
  await new Promise<void>((resolve) =>
    afterLoad(new AbortController().signal, async () => resolve()),
  );
  return import('./bell-count.tsx');
}, 'BellCount');

/** Opens what needs attention, and says how much of it is new. */
export function BellButton() {
  const { t } = useLingui();
  const { openAttention } = useAppControls();
  const name = t`What needs attention`;
  return (
    <button
      type="button"
      title={name}
      onClick={openAttention}
      className="relative inline-grid size-10 shrink-0 place-items-center rounded-full text-ink-soft transition hover:bg-ink/8 hover:text-ink"
    >
      <Bell aria-hidden className="size-5" />
      <Suspense fallback={<span className="sr-only">{name}</span>}>
        <BellCount name={name} />
      </Suspense>
    </button>
  );
}
