import { SignJWT } from 'jose'
import type { Clock } from '../../../infra/clock/clock.ts'
import { AUDIENCE } from '../tokens.ts'
import type { People } from './people.ts'
import type { SigningKey } from './signing-key.ts'

/** Nobody of that id among the made-up people and agencies. */
export class UnknownPersonError extends Error {
  readonly code = 'unknown-person'
  constructor() {
    super('No reader or agency of that id. The ids are those of readers.json and agencies.json.')
    this.name = 'UnknownPersonError'
  }
}

export interface TokenRequest {
  /** A reader's or an agency's id. */
  readonly as: string
  /** Seconds that the token holds. Default one hour. */
  readonly ttl?: number
}

export type IssueToken = (request: TokenRequest) => Promise<string>

const HOUR_SECONDS = 3600

/** Issues bearer tokens of the bundled sign-in. Throws UnknownPersonError. */
export function createIssueToken(deps: {
  readonly issuer: string
  readonly people: People
  readonly signing: SigningKey
  readonly clock: Clock
}): IssueToken {
  return async ({ as, ttl = HOUR_SECONDS }) => {
    const reader = deps.people.readers.get(as)
    const agency = deps.people.agencies.get(as)
    const now = Math.floor(deps.clock.now() / 1000)
    const claims = reader
      ? { agency: reader.agency, role: reader.role, name: reader.name, auth_time: now }
      : agency && { kind: 'agency', agency: agency.agency }
    if (claims === undefined) throw new UnknownPersonError()
    return new SignJWT(claims)
      .setProtectedHeader({
        alg: deps.signing.privateJwk.alg ?? 'ES256',
        typ: 'at+jwt',
        ...(deps.signing.publicJwk.kid === undefined ? {} : { kid: deps.signing.publicJwk.kid }),
      })
      .setIssuer(deps.issuer)
      .setAudience(AUDIENCE)
      .setSubject(as)
      .setIssuedAt(now)
      .setExpirationTime(now + ttl)
      .sign(deps.signing.key)
  }
}
