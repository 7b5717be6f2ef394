interface ImportMetaEnv {
  /** Of the answers that browsers keep: build/kept-format.ts. */
  readonly KEPT_FORMAT: string;
  /** Version of the program that the page belongs to. */
  readonly RELEASE: string;
}

declare module 'virtual:brands' {
  export const BRAND_SPRITE: string;
  /** Colour by slug, `e50914`; a slug that is missing has no logo. */
  export const BRAND_COLORS: Readonly<Record<string, string>>;
}
