/** How the palette's shortcut is written on this machine's keyboard. */
export function paletteKeys(): string {
  return isApple() ? '⌘K' : 'Ctrl K';
}

export function isApple(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
