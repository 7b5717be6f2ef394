import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import { LRUCache } from 'lru-cache';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';
import { createOriginalSource, type OriginalSource } from './original-source.ts';

/** A place in a built file: line and column are those of browsers, which begin with 1. */
export interface BuiltPlace {
  readonly map: string;
  readonly line: number;
  readonly column: number;
}

/** A map that nothing can be read from. */
export interface MapFault {
  readonly map: string;
  readonly error: unknown;
}

export interface ReadPlaces {
  /** As many as were asked for; null: nothing is known of it. */
  readonly frames: readonly (StackFrame | null)[];
  readonly faults: readonly MapFault[];
}

/** Most stacks go through a page, what surrounds it, and the libraries of all pages. */
const MOST_MAPS = 8;
const MOST_SOURCES = 40;
/** From the folder of the scripts: `../../../web/app/app.tsx`. */
const SOURCE = /^(?:\.\.\/)+((?:web|shared|node_modules)\/[\w@$+./ -]{1,250})$/;

/** Reads maps when they are needed, and keeps the parsed ones that were needed last. */
export function createSourceMapReader(readMap: (name: string) => string) {
  const maps = new LRUCache<string, { parsed: TraceMap | null }>({ max: MOST_MAPS });
  const sources = new LRUCache<string, OriginalSource>({ max: MOST_SOURCES });

  function mapOf(name: string): TraceMap | null {
    const kept = maps.get(name);
    if (kept) return kept.parsed;
    const parsed = new TraceMap(readMap(name));
    maps.set(name, { parsed });
    return parsed;
  }

  function sourceOf(file: string, name: string, content: string): OriginalSource {
    // A package may be in two builds at once, but not in two versions in one.
    const key = `${name} ${file}`;
    const source = sources.get(key) ?? createOriginalSource(file, content);
    sources.set(key, source);
    return source;
  }

  function frameAt({ map: name, line, column }: BuiltPlace): StackFrame | null {
    const map = mapOf(name);
    if (!map || line < 1 || column < 1) return null;
    const place = originalPositionFor(map, { line, column: column - 1 });
    const file = fileOf(place.source);
    if (place.source === null || file === null) return null;
    const content = sourceContentFor(map, place.source);
    const source = content === null ? null : sourceOf(file, name, content);
    return {
      function: source?.functionAt(place.line, place.column) ?? null,
      file,
      line: place.line,
      column: place.column + 1,
      isOwn: !file.startsWith('node_modules/'),
      lines: source?.linesAt(place.line, place.column),
    };
  }

  return {
    read(places: readonly BuiltPlace[]): ReadPlaces {
      const faults: MapFault[] = [];
      const frames = places.map((place) => {
        try {
          return frameAt(place);
        } catch (error) {
          faults.push({ map: place.map, error });
          // It does not get better by reading it again.
          maps.set(place.map, { parsed: null });
          return null;
        }
      });
      return { frames, faults };
    },
  };
}

/** As in stacks of the server: from the root of the program, and of a package from the last one. */
function fileOf(source: string | null): string | null {
  const [, path = null] = SOURCE.exec(source ?? '') ?? [];
  const inside = path?.lastIndexOf('/node_modules/') ?? -1;
  return inside >= 0 ? (path?.slice(inside + 1) ?? null) : path;
}
