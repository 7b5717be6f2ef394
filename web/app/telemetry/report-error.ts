/**
 * Tells the server of an error that nobody caught. What knows how is loaded when it is needed.
 * @returns where an operator finds it; null where it is of no interest, or could not be told.
 */
export async function reportError(error: unknown): Promise<string | null> {
  try {
    const { telemetry } = await import('./telemetry.ts');
    return await telemetry.tell(error);
  } catch {
    return null;
  }
}

/** From now on what nobody catches is reported. */
export function reportUncaught(): void {
  addEventListener('error', ({ error }) => void reportError(error));
  addEventListener('unhandledrejection', ({ reason }) => void reportError(reason));
}
