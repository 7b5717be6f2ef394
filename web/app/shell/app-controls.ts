import { createContext, use } from 'react';

export interface AppControls {
  openPalette: () => void;
  openAttention: () => void;
  openShortcuts: () => void;
}

const AppControlsContext = createContext<AppControls | null>(null);

export const AppControlsProvider = AppControlsContext.Provider;

/** Opens what belongs to the whole application; inside of the shell. */
export function useAppControls(): AppControls {
  const controls = use(AppControlsContext);
  if (!controls) throw new Error('There is no AppControlsProvider');
  return controls;
}
