import { useNavigate } from '@tanstack/react-router';
import { CircuitsPanel } from '#web/features/circuits/circuits-panel.tsx';
import type { ConsolePageProps } from './console-page-props.ts';

export function DependenciesPage({ search, window }: ConsolePageProps) {
  const navigate = useNavigate();
  return (
    <CircuitsPanel
      window={window}
      every={search.list === 'change' ? 'change' : 'turn'}
      onEvery={(every) =>
        void navigate({
          to: '.',
          search: { ...search, list: every === 'turn' ? undefined : every },
          resetScroll: false,
        })
      }
    />
  );
}
