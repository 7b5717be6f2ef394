import type { BrowserError } from '#shared/schemas/telemetry-schemas.ts';
import { isApiError } from '#web/lib/api-error.ts';
import { isLoadFailure } from '#web/lib/load-failure.ts';

type Frame = BrowserError['frames'][number];

const MOST_FRAMES = 20;
const LONGEST_MESSAGE = 500;
/** `at name (https://…:1:2)` of Chromium, `name@https://…:1:2` of Firefox and Safari. */
const FRAME = /^\s*(?:at (?:async )?)?(?:(.*?)(?: \(|@))?((?:https?):\/\/[^\s()]+):(\d+):(\d+)\)?$/;
const NAME = /^[\w$.<>[\] ]{1,100}$/;
const FILE = /^[\w./-]{1,150}$/;
const CLASS = /^[\w$.-]{1,60}$/;
/** Browsers say so where a page is busy; nothing is broken. */
const HARMLESS = /^ResizeObserver loop/;

/**
 * What may be told of an error: its class, its words without addresses, and places in our files.
 * @param origin of this page; what comes from elsewhere, such as an extension, is left out
 * @returns null where nobody could mend it: the connection, what people were told already
 */
export function factsOfError(
  error: unknown,
  origin: string,
): Pick<BrowserError, 'type' | 'message' | 'frames' | 'requestId'> | null {
  // Of its own failures the server knows. An answer that makes no sense it does not know of.
  if (isApiError(error) && error.code !== 'unreadable-answer') return null;
  if (!(error instanceof Error) || error.name === 'AbortError' || isLoadFailure(error)) return null;
  if (HARMLESS.test(error.message)) return null;
  const requestId = isApiError(error) ? error.requestId : null;
  return {
    type: CLASS.test(error.name) ? error.name : 'Error',
    message: error.message.replace(/\S*:\/\/\S+/g, '…').slice(0, LONGEST_MESSAGE),
    frames: framesOf(error.stack ?? '', origin),
    ...(requestId && /^[\w.-]{8,64}$/.test(requestId) ? { requestId } : {}),
  };
}

function framesOf(stack: string, origin: string): Frame[] {
  const frames = stack.split('\n').flatMap((line): Frame[] => {
    const [, name = '', address = '', at, column] = FRAME.exec(line) ?? [];
    if (!address.startsWith(`${origin}/`)) return [];
    const file = new URL(address).pathname.slice(1);
    if (!FILE.test(file)) return [];
    return [
      { function: NAME.test(name) ? name : null, file, line: Number(at), column: Number(column) },
    ];
  });
  return frames.slice(0, MOST_FRAMES);
}
