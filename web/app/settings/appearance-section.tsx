import { LocaleCard } from '#web/features/appearance/locale-card.tsx';
import { ThemeCard } from '#web/features/appearance/theme-card.tsx';

/** How things look in this browser. */
export function AppearanceSection() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:gap-6">
      <ThemeCard />
      <LocaleCard />
    </div>
  );
}
