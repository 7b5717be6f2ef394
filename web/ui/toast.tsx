import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cx } from './cx.ts';

export interface Toast {
  text: ReactNode;
  tone?: 'neutral' | 'danger';
  /** What takes it back. */
  action?: { label: string; onPress: () => void };
}

const MOST_AT_ONCE = 3;
const LIFETIME_MS = 8_000;

const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** Shows a short message at the edge of the page, with a way back where there is one. */
export function useToast(): (toast: Toast) => void {
  const show = use(ToastContext);
  if (!show) throw new Error('There is no ToastProvider');
  return show;
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (Toast & { id: number })[]>([]);
  const nextId = useRef(0);
  const { t } = useLingui();

  const show = useCallback((toast: Toast) => {
    nextId.current += 1;
    const id = nextId.current;
    setToasts((all) => [...all, { ...toast, id }].slice(-MOST_AT_ONCE));
  }, []);
  const dismiss = useCallback((id: number) => {
    setToasts((all) => all.filter((toast) => toast.id !== id));
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label={t`Notifications`}
        className="pointer-events-none fixed inset-x-4 bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-50 grid justify-items-center gap-2 lg:bottom-6"
      >
        <div role="status" className="contents">
          {toasts.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onDismiss={() => dismiss(toast.id)} />
          ))}
        </div>
      </section>
    </ToastContext>
  );
}

function ToastCard({ toast, onDismiss }: { toast: Toast; onDismiss: () => void }) {
  const { t } = useLingui();
  const [isHeld, setHeld] = useState(false);
  const dismiss = useRef(onDismiss);
  dismiss.current = onDismiss;

  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismiss.current(), LIFETIME_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);

  const hold = useMemo(
    () => ({
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      onFocus: () => setHeld(true),
      onBlur: () => setHeld(false),
    }),
    [],
  );

  return (
    <div
      {...hold}
      className={cx(
        'pointer-events-auto flex min-h-12 w-full max-w-md animate-rise items-center gap-2 rounded-lg ps-4 pe-1.5 shadow-overlay',
        toast.tone === 'danger' ? 'bg-danger text-on-danger' : 'bg-ink text-paper',
      )}
    >
      <p className="min-w-0 flex-1 py-2.5 text-sm font-medium">{toast.text}</p>
      {toast.action && (
        <button
          type="button"
          className="h-9 rounded-full px-3 text-sm font-bold underline underline-offset-4 hover:no-underline focus-visible:outline-current"
          onClick={() => {
            toast.action?.onPress();
            onDismiss();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={t`Dismiss`}
        className="grid size-9 place-items-center rounded-full opacity-70 hover:opacity-100 focus-visible:outline-current"
        onClick={onDismiss}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
