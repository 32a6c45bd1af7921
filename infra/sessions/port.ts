/**
 * The session store port: what gateways keep of people's visits, shared by all of them. It knows nothing of what a session holds.
 * `tests/contract/session-store.ts` is its suite.
 */

/** Times are milliseconds since the Unix epoch, of the gateway's clock. */
export interface StoredSession {
  readonly content: string
  readonly begun: number
  /** When it was last used, as far as it was written down. */
  readonly used: number
}

/** What holds no more: begun, or last used, at that time or before. */
export interface Expiry {
  readonly begun: number
  readonly used: number
}

/** What the issuer calls a session by (OpenID Connect Back-Channel Logout 1.0, 2.4), hashed, 32 bytes each. */
export interface IssuerNames {
  /** Of the person: `sub`. */
  readonly subject?: Buffer
  /** Of their session with the issuer: `sid`. */
  readonly sid?: Buffer
}

/** `key`: the hash of a session's id, 32 bytes; the id itself is the browser's alone. */
export interface SessionStore {
  /** Adds a session, begun and used at this time; durable when resolved. */
  add(key: Buffer, content: string, at: number, names?: IssuerNames): Promise<void>
  /** The session, unless it has expired. */
  find(key: Buffer, expired: Expiry): Promise<StoredSession | undefined>
  /** Writes down that it was used. */
  touch(key: Buffer, at: number): Promise<void>
  /** Replaces its content; does nothing when it is not there. */
  change(key: Buffer, content: string): Promise<void>
  /** Ends it; durable when resolved. */
  remove(key: Buffer): Promise<void>
  /** Ends those of a `sid`; of a subject: those whose `sid` is not known, and all where none is given. Resolves, when that is durable, with what they held. */
  removeNamed(names: IssuerNames): Promise<readonly string[]>
  /** Removes those that have expired. */
  sweep(expired: Expiry): Promise<void>
  close(): Promise<void>
}
