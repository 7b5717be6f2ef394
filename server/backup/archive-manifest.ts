import { z } from 'zod';

/** Name of the first entry of an archive: what the others are to be read by. */
export const PREFACE = 'backup.json';
/** Name of the last one: what must have come out of them. */
export const MANIFEST = 'manifest.json';

export const prefaceSchema = z.object({
  format: z.literal(1),
  engine: z.enum(['sqlite', 'mongodb']),
  /** When it was begun: what was acknowledged before is in it. */
  createdAt: z.iso.datetime(),
});

export type Preface = z.infer<typeof prefaceSchema>;

export const manifestSchema = z.object({
  schema: z.string(),
  counts: z.record(z.string(), z.int().nonnegative()),
  entries: z.array(
    z.object({
      name: z.string(),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestEntry = Manifest['entries'][number];
