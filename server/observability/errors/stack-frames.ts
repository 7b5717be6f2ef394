/** What is written at a place, and around it. */
export interface SourceLines {
  readonly before: readonly string[];
  readonly at: string;
  readonly after: readonly string[];
}

/** One place in a stack: a file of the program from its root, `server/http/app.ts`, or a package's. */
export interface StackFrame {
  readonly function: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Written here, not in a package or in the runtime. */
  readonly isOwn: boolean;
  /** Absent where nobody has the source at hand. */
  readonly lines?: SourceLines | undefined;
}

const FRAME = /^\s*at (?:async )?(?:(.{1,150}?) \()?([^()\s]{1,300}):(\d{1,7}):(\d{1,7})\)?$/;
const OWN = /^(server|shared|cli|assets)\//;

/**
 * The places in a stack as V8 writes it, the innermost first. Lines that name no place are left out.
 * @param root folder of the program, without a slash at the end
 */
export function readStack(stack: string, root: string): StackFrame[] {
  return stack.split('\n').flatMap((line) => {
    const [, name, path, at, column] = FRAME.exec(line) ?? [];
    if (path === undefined) return [];
    const file = fileOf(path, root);
    const isOwn = OWN.test(file);
    return [{ function: name ?? null, file, line: Number(at), column: Number(column), isOwn }];
  });
}

/** Where it lies on the machine is nobody's business, and differs between two that run the same. */
function fileOf(path: string, root: string): string {
  const plain = path.replace(/^file:\/\//, '');
  const inside = plain.lastIndexOf('/node_modules/');
  if (inside >= 0) return plain.slice(inside + 1);
  return plain.startsWith(`${root}/`) ? plain.slice(root.length + 1) : plain;
}
