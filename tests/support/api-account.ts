import { randomUUID } from 'node:crypto';

export interface ApiAccount {
  name: string;
  email: string;
  password: string;
  /** The session as a browser keeps it. */
  cookie: { name: string; value: string };
  /** Asks the API as this person. @throws unless the answer is a success. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** Signs up a person nobody has seen before, with a household in euros. */
export async function signUpByApi(origin: string): Promise<ApiAccount> {
  const name = 'Ada Lovelace';
  const email = `ada-${randomUUID()}@example.com`;
  const password = 'correct horse battery staple';
  const household = { name: 'Home', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
  const answer = await send(origin, 'POST', 'auth/sign-up', { name, email, password, household });
  const [pair = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
  const [cookieName = '', value = ''] = pair.split('=');
  return {
    name,
    email,
    password,
    cookie: { name: cookieName, value },
    async call(method, path, body) {
      const reply = await send(origin, method, path, body, pair);
      return reply.status === 204 ? null : reply.json();
    },
  };
}

async function send(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
  cookie?: string,
): Promise<Response> {
  const answer = await fetch(`${origin}/api/v1/${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie ? { cookie } : {}),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer;
}
