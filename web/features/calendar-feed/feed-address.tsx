import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarPlus, Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { Field } from '#web/ui/field.tsx';
import { Input } from '#web/ui/input.tsx';
import { Notice } from '#web/ui/notice.tsx';

/** The secret address, while it can be seen. */
export function FeedAddress({ address }: { address: string }) {
  return (
    <div className="grid gap-4">
      <Notice tone="success" title={<Trans>Copy this address now</Trans>}>
        <Trans>It is shown this once. Subscribe to it in your calendar program, as a URL.</Trans>
      </Notice>
      <CopyableAddress address={address} />
      <a
        href={address.replace(/^https?:/, 'webcal:')}
        className={cx(buttonClass(), 'justify-self-start')}
      >
        <CalendarPlus aria-hidden className="size-[1.15em]" />
        <Trans>Open in the calendar program</Trans>
      </a>
    </div>
  );
}

function CopyableAddress({ address }: { address: string }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Over plain http browsers have no clipboard to write to: what is selected can be copied by hand.
      setCopied(false);
    }
  }
  return (
    <Field label={<Trans>Address of the feed</Trans>}>
      <div className="flex flex-wrap gap-3">
        <Input
          ref={input}
          readOnly
          value={address}
          className="flex-1 basis-60 font-mono text-sm"
          onFocus={({ target }) => target.select()}
        />
        <Button icon={isCopied ? Check : Copy} onClick={() => void copy()}>
          {isCopied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
        </Button>
        <span role="status" className="sr-only">
          {isCopied ? t`The address was copied` : ''}
        </span>
      </div>
    </Field>
  );
}
