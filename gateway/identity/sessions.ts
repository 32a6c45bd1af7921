import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../infra/clock/clock.ts'
import type { Expiry, IssuerNames, SessionStore } from '../../infra/sessions/port.ts'
import type { ReaderCredential } from './credential.ts'

/** What is kept of a person's visit, on the server; the browser has a random id only. */
export interface Session {
  readonly csrf: string
  readonly reader?: ReaderCredential
  /** When the person last proved who they are to the issuer, ISO 8601 in UTC. */
  readonly authenticatedAt?: string
  readonly purpose?: string
  /** Justifications given in this visit: of a case, for a purpose, with their end in ISO 8601. */
  readonly justifications?: readonly { readonly case: string; readonly purpose: string; readonly id: string; readonly until: string }[]
}

/** A session that holds. */
export interface OpenSession extends Session {
  /** When it ends if nothing is done from now on, milliseconds since the Unix epoch. */
  readonly ends: number
  /** When it ends whatever is done. */
  readonly endsAtLast: number
}

export interface Sessions {
  /** Begins a session and gives its id. `sid`: what the issuer calls its own session of the person. */
  begin(content: Omit<Session, 'csrf'>, sid?: string): Promise<{ readonly id: string; readonly session: Session }>
  /** The session of an id while it holds; counts as use, unless nobody did anything for it. */
  find(id: string, options?: { readonly isUse: boolean }): Promise<OpenSession | undefined>
  /** Whether it still holds; counts as no use. */
  holds(id: string): Promise<boolean>
  change(id: string, session: Session): Promise<void>
  end(id: string): Promise<void>
  /** Ends what the issuer has ended: its session, or all of a person's. Resolves with whose visits these were, one for each. */
  endNamed(names: { readonly subject?: string | undefined; readonly sid?: string | undefined }): Promise<readonly ReaderCredential[]>
  /** Keeps a sealed text for as long as a visit may rest, under a random id. It is no session: `find` never gives it. */
  keep(text: string): Promise<string>
  /** The text of an id, while it is kept. */
  kept(id: string): Promise<string | undefined>
  /** Keeps it no longer. */
  forget(id: string): Promise<void>
  close(): Promise<void>
}

export const IDLE_MS = 15 * 60_000
export const ABSOLUTE_MS = 8 * 60 * 60_000
/** Use is written down no more often than this. */
const TOUCH_MS = 30_000

/** Sessions over a store that gateways share; none is kept in this process. Ids are stored as hashes: who reads the store cannot take over a session. */
export function createSessions({ store, clock }: { readonly store: SessionStore; readonly clock: Clock }): Sessions {
  const key = (id: string): Buffer => createHash('sha256').update(id).digest()
  const keptKey = (id: string): Buffer => key(`kept\0${id}`)
  const names = ({ subject, sid }: { readonly subject?: string | undefined; readonly sid?: string | undefined }): IssuerNames => ({
    ...(subject === undefined ? {} : { subject: key(`sub\0${subject}`) }),
    ...(sid === undefined ? {} : { sid: key(`sid\0${sid}`) }),
  })
  const expired = (now: number): Expiry => ({ begun: now - ABSOLUTE_MS, used: now - IDLE_MS })
  return {
    begin: async (content, sid) => {
      const now = clock.now()
      await store.sweep(expired(now))
      const id = randomBytes(32).toString('base64url')
      const session = { ...content, csrf: randomBytes(32).toString('base64url') }
      await store.add(key(id), JSON.stringify(session), now, names({ subject: content.reader?.id, sid }))
      return { id, session }
    },
    find: async (id, { isUse } = { isUse: true }) => {
      const now = clock.now()
      const found = await store.find(key(id), expired(now))
      if (found === undefined) return undefined
      const isToBeTouched = isUse && now - found.used > TOUCH_MS
      if (isToBeTouched) await store.touch(key(id), now)
      const endsAtLast = found.begun + ABSOLUTE_MS
      const ends = Math.min((isToBeTouched ? now : found.used) + IDLE_MS, endsAtLast)
      return { ...(JSON.parse(found.content) as Session), ends, endsAtLast }
    },
    holds: async (id) => (await store.find(key(id), expired(clock.now()))) !== undefined,
    change: (id, session) => store.change(key(id), JSON.stringify({ ...session, ends: undefined, endsAtLast: undefined })),
    end: (id) => store.remove(key(id)),
    endNamed: async (named) => (await store.removeNamed(names(named))).flatMap((content) => (JSON.parse(content) as Session).reader ?? []),
    keep: async (text) => {
      const now = clock.now()
      await store.sweep(expired(now))
      const id = randomBytes(32).toString('base64url')
      await store.add(keptKey(id), text, now)
      return id
    },
    kept: async (id) => (await store.find(keptKey(id), expired(clock.now())))?.content,
    forget: (id) => store.remove(keptKey(id)),
    close: () => store.close(),
  }
}
