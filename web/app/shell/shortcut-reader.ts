/** Between the keys of a sequence; longer, and the second key is read on its own. */
const SEQUENCE_MS = 1_500;

/**
 * Reads keys one by one and runs what they mean: `n`, or `g s` for one after the other.
 * The reader returns whether the key meant something.
 */
export function createShortcutReader(shortcuts: Readonly<Record<string, () => void>>) {
  const beginnings = new Set(
    Object.keys(shortcuts).flatMap((keys) => (keys.includes(' ') ? [keys.split(' ')[0]] : [])),
  );
  let begun: { key: string; at: number } | null = null;

  return (key: string, at: number): boolean => {
    const sequence = begun && at - begun.at <= SEQUENCE_MS ? `${begun.key} ${key}` : key;
    begun = null;
    const run = shortcuts[sequence] ?? shortcuts[key];
    if (run) {
      run();
      return true;
    }
    if (beginnings.has(key)) begun = { key, at };
    return begun !== null;
  };
}
