import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const THEMES = ['light', 'dark'] as const;

/** Expects that axe finds nothing on the page, once it is there and nothing moves, in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('h1')).not.toHaveCount(0);
  for (const theme of THEMES) {
    await showTheme(page, theme);
    await page.evaluate(endMotion);
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      at: nodes.map(({ target }) => target.join(' ')),
    }));
    expect(found, `axe on ${page.url()}, ${theme}`).toEqual([]);
    expect(passes.length, 'axe looked at something').toBeGreaterThan(5);
  }
  await showTheme(page, null);
}

/** The system's theme and the one chosen in the app together; null is neither. */
async function showTheme(page: Page, theme: (typeof THEMES)[number] | null): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.evaluate((chosen) => {
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
  }, theme);
}

/** Runs in the page. A colour that is still fading is neither theme's; what never ends is a skeleton. */
async function endMotion(): Promise<void> {
  await new Promise(requestAnimationFrame);
  for (const animation of document.getAnimations()) {
    if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
  }
  await new Promise(requestAnimationFrame);
}
