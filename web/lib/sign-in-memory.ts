const KEY = 'duetide-was-signed-in';

/**
 * Whether this browser had a session when it was last seen. Only to spare newcomers a question on
 * the sign-in page whose answer is "nobody": what counts is the cookie, which scripts cannot read.
 */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}

export function rememberSignIn(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the question is asked every time.
  }
}
