import type { StackFrame } from '#server/observability/errors/stack-frames.ts';

/** Finds out where what pages run was written. */
export interface SourceMaps {
  /**
   * Never rejects, and takes some seconds at most.
   * @returns as many frames in the same order: those that a map is known for with file, line,
   * function and lines of their source, the others as they came
   */
  resolve(frames: readonly StackFrame[]): Promise<readonly StackFrame[]>;
  /** From now on frames stay as they come. */
  close(): Promise<void>;
}
