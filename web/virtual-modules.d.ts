interface ImportMetaEnv {
  /** Of the answers that browsers keep: build/kept-format.ts. */
  readonly KEPT_FORMAT: string;
}

declare module 'virtual:brands' {
  export const BRAND_SPRITE: string;
  /** Colour by slug, `e50914`; a slug that is missing has no logo. */
  export const BRAND_COLORS: Readonly<Record<string, string>>;
}
