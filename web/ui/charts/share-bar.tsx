/** Parts of a whole in one bar; the list beside it names them, so it is hidden from screen readers. */
export function ShareBar({
  parts,
}: {
  parts: readonly { key: string; value: number; color: string }[];
}) {
  return (
    <div aria-hidden className="flex h-4 gap-0.5 overflow-hidden rounded-full bg-sunken">
      {parts.map(({ key, value, color }) => (
        <div
          key={key}
          className="min-w-1 first:rounded-s-full last:rounded-e-full"
          style={{ flexGrow: value, flexBasis: 0, backgroundColor: color }}
        />
      ))}
    </div>
  );
}
