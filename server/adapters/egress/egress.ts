/** A request to an address that somebody entered, or to a provider. */
export interface EgressRequest {
  method: EgressMethod;
  /** `http:` or `https:`, without user and password. */
  url: string;
  /** Those that describe the connection or the length, and `Accept-Encoding`, are ours to set. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  limits?: Partial<EgressLimits>;
}

export type EgressMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface EgressLimits {
  /** Milliseconds for everything: waiting for a turn, every hop, the body. */
  total: number;
  /** Milliseconds of one hop until its headers are there. */
  headers: number;
  /** Bytes of the body as they come over the wire. */
  body: number;
  /** Redirects that are followed; with 0 a redirect is an answer like any other. */
  redirects: number;
  /**
   * `whole`: a body that is too large or breaks off is a failure. `beginning`: what arrived within
   * the limits is enough, for whom the status is what counts.
   */
  needs: 'whole' | 'beginning';
}

export interface EgressResponse {
  readonly status: number;
  /** By their names in lower case; of several with one name, joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  /** As it came: servers are asked not to compress, and what is compressed all the same stays so. */
  readonly body: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/** The only way out of the server: nothing of it reaches what is not on the public internet. */
export interface Egress {
  /** @throws EgressRefused before anything was sent to the refused address; EgressFailed. */
  request(request: EgressRequest): Promise<EgressResponse>;
  /**
   * For protocols other than HTTP, such as a mail server that somebody entered: connect to one of
   * these addresses, never to the name, and verify a certificate against the name.
   * @param ports what the protocol uses, in place of the ports that are open to requests.
   * @throws EgressRefused, EgressFailed
   */
  checkHost(host: string, port: number, ports?: readonly number[]): Promise<CheckedHost>;
}

export interface CheckedHost {
  /** The name for the certificate; null where an address was entered. */
  readonly serverName: string | null;
  /** At least one, all of them allowed. */
  readonly addresses: readonly string[];
}

/** Why a request was not made, in words for whoever entered the address. */
export const EGRESS_REFUSALS = {
  'invalid-url': 'This is not an address that can be read',
  scheme: 'Only addresses with http:// or https:// can be reached',
  userinfo: 'The address must not contain a user name or password',
  'invalid-host': 'The name of the host is not valid',
  port: 'This port is not open',
  loopback: 'This address points at the server itself',
  private: 'This address points into a private network',
  'not-public': 'This address is not on the public internet',
  metadata: 'This address belongs to the inside of a cloud',
  downgrade: 'The other end redirects from https:// to http://',
  'too-many-redirects': 'The other end redirects too often',
  method: 'This method cannot be used',
  header: 'A header has a name or a value that cannot be sent',
} as const;

export type EgressRefusal = keyof typeof EGRESS_REFUSALS;

/** Asking again changes nothing: the address, or what answers there, has to change. */
export class EgressRefused extends Error {
  readonly reason: EgressRefusal;

  constructor(reason: EgressRefusal) {
    super(EGRESS_REFUSALS[reason]);
    this.name = 'EgressRefused';
    this.reason = reason;
  }
}

export const EGRESS_FAILURES = {
  'name-not-found': 'There is no host of this name',
  'name-lookup': 'The name of the host could not be looked up',
  connection: 'No connection could be made',
  certificate: 'The certificate of the other end is not valid',
  tls: 'No encrypted connection could be made',
  'time-out': 'The other end takes too long',
  'too-large': 'The answer is too large',
  'broken-answer': 'The answer broke off or cannot be read',
  busy: 'Too many requests are waiting',
} as const;

export type EgressFailureReason = keyof typeof EGRESS_FAILURES;

/** Asking again may help. */
export class EgressFailed extends Error {
  readonly reason: EgressFailureReason;
  /** False where certainly nothing arrived at the other end, so that sending again doubles nothing. */
  readonly mayHaveArrived: boolean;

  constructor(
    reason: EgressFailureReason,
    options: { mayHaveArrived?: boolean; cause?: unknown } = {},
  ) {
    super(EGRESS_FAILURES[reason], { cause: options.cause });
    this.name = 'EgressFailed';
    this.reason = reason;
    this.mayHaveArrived = options.mayHaveArrived ?? false;
  }
}
