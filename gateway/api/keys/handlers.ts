import { z } from 'zod'
import type { AgencyKey, AgencyKeyStore } from '../../../infra/agency-keys/port.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { RecordAct } from '../../read/acts.ts'
import { provenKey } from '../../identity/systems/key-proof.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { agencyIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { MOST_DAYS, MOST_KEYS } from './limits.ts'

const BODY_BYTES = 16 * 1024
const DAY_MS = 86_400_000

const body = z.strictObject({
  key: z.unknown(),
  proof: z.string().max(4096).optional(),
  days: z.number().int().min(1).max(MOST_DAYS).default(MOST_DAYS),
})

/** Of a JWK (RFC 7638), base64url of SHA-256. */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/

const time = (at: number): string => new Date(at).toISOString()

/** A key as its agency sees it. */
export const keyJson = ({ kid, addedAt, endsAt, usedAt }: AgencyKey) => ({
  kid,
  added_at: time(addedAt),
  ends_at: time(endsAt),
  last_used_at: usedAt === undefined ? null : time(usedAt),
})

const wrong = (pointer: string, detail: string): Problem =>
  new Problem('invalid-request', { errors: [{ pointer, code: 'wrong-format', detail }] })

/** The keys that an agency's systems sign in with; each agency sees and changes its own alone. A change is on record before it is made, and again where it was refused. `origin`: where the gateways are reached, for which a proof is made. */
export function keyHandlers({
  keys,
  origin,
  clock,
  act,
}: {
  readonly keys: AgencyKeyStore
  readonly origin: string
  readonly clock: Clock
  readonly act: RecordAct
}): Handlers {
  return {
    'GET /v1/keys': async (_request, response) => {
      sendJson(response, 200, { items: (await keys.live(agencyIn(response).agency, clock.now())).map(keyJson), next: null })
    },
    'POST /v1/keys': async (request, response) => {
      const by = agencyIn(response)
      const { agency } = by
      mediaType(request, ['application/json'])
      const given = body.safeParse(parsed(await readBody(request, BODY_BYTES)))
      if (!given.success) throw wrong('', `Give key and proof, and days if you like: a whole number from 1 to ${String(MOST_DAYS)}.`)
      const found = await provenKey(given.data.key, given.data.proof, { agency, origin, clock })
      if ('refused' in found) throw wrong('/key', found.refused)
      if ('unproven' in found) throw wrong('/proof', found.unproven)
      const now = clock.now()
      const key = { agency, kid: found.kid, jwk: JSON.stringify(found.jwk), addedAt: now, endsAt: now + given.data.days * DAY_MS }
      const [action, page] = ['key-add', { kid: found.kid }]
      await act({ action, by, page })
      const result = await keys.add(key, MOST_KEYS)
      if (result !== 'added') await act({ action, by, page, outcome: result === 'there' ? 'invalid-request' : 'too-many-keys' })
      if (result === 'there') throw wrong('/key', 'The agency has added this key before. Make a new pair: a key is used once.')
      if (result === 'too-many') throw new Problem('too-many-keys')
      sendJson(response, 201, keyJson({ ...key, usedAt: undefined }))
    },
    'POST /v1/keys/:kid/retire': async (request, response) => {
      const by = agencyIn(response)
      const { agency } = by
      const kid = String(request.params.kid)
      const [action, page] = ['key-retire', THUMBPRINT.test(kid) ? { kid } : {}]
      await act({ action, by, page })
      const result = await keys.retire(agency, kid, clock.now())
      if (result !== 'retired') await act({ action, by, page, outcome: result === 'unknown' ? 'not-found' : 'last-key' })
      if (result === 'unknown') throw new Problem('not-found')
      if (result === 'last') throw new Problem('last-key')
      response.status(204).end()
    },
  }
}
