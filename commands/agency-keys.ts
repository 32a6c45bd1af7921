import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { keyJson } from '../gateway/api/keys/handlers.ts'
import { MOST_DAYS, MOST_KEYS } from '../gateway/api/keys/limits.ts'
import { provenKey } from '../gateway/identity/systems/key-proof.ts'
import type { AgencyKeyStore } from '../infra/agency-keys/port.ts'
import type { Clock } from '../infra/clock/clock.ts'
import type { Vault } from '../infra/vault/port.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { isAgencyId, type AgencyId } from '../schemas/ids.ts'
import { controlNow } from './control-now.ts'
import { openAgencyKeyStore } from './adapters.ts'
import { acceptLostAgencyKeys, countedAgencyKeys } from './counted-agency-keys.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { runningOrHere } from './running-or-here.ts'

const DAY_MS = 86_400_000

const asked = z.discriminatedUnion('step', [
  z.object({ step: z.literal('add'), agency: z.string(), key: z.string(), proof: z.string() }),
  z.object({ step: z.literal('list'), agency: z.string() }),
  z.object({ step: z.literal('retire'), agency: z.string(), kid: z.string() }),
  z.object({ step: z.literal('accept-loss') }),
])

/** What an operator does with the keys of an agency; `key`: PEM or JWK as text; `proof`: what the agency signed with it. */
export type KeyStep = z.infer<typeof asked>

type KeyJson = ReturnType<typeof keyJson>

interface KeyDeps {
  readonly keys: AgencyKeyStore
  readonly vault: Vault
  /** Where the gateways are reached: what a proof is made for. */
  readonly origin: string
  readonly clock: Clock
  readonly isAgency: (agency: AgencyId) => Promise<boolean>
}

const jwkOr = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function add(
  { keys, origin, clock }: KeyDeps,
  agency: AgencyId,
  { key: text, proof }: Pick<Extract<KeyStep, { step: 'add' }>, 'key' | 'proof'>,
): Promise<KeyJson> {
  const found = await provenKey(jwkOr(text), proof.trim(), { agency, origin, clock })
  if ('refused' in found) throw new Error(found.refused)
  if ('unproven' in found) throw new Error(`${found.unproven} Here <origin> is ${origin}.`)
  const now = clock.now()
  const key = { agency, kid: found.kid, jwk: JSON.stringify(found.jwk), addedAt: now, endsAt: now + MOST_DAYS * DAY_MS }
  const result = await keys.add(key, MOST_KEYS)
  if (result === 'there') throw new Error('The agency has added this key before. Make a new pair: a key is used once.')
  if (result === 'too-many') throw new Error(`The agency has ${String(MOST_KEYS)} keys. Retire one that is not used any more.`)
  return keyJson({ ...key, usedAt: undefined })
}

async function retire({ keys, clock }: KeyDeps, agency: AgencyId, kid: string): Promise<null> {
  const result = await keys.retire(agency, kid, clock.now())
  if (result === 'unknown') throw new Error('The agency has no such key, or it has ended.')
  if (result === 'last') throw new Error("It is the agency's last key. Add another one first.")
  return null
}

async function take(deps: KeyDeps, step: KeyStep): Promise<unknown> {
  if (step.step === 'accept-loss') return acceptLostAgencyKeys(deps.keys, deps.vault)
  const { agency } = step
  if (!isAgencyId(agency) || !(await deps.isAgency(agency))) throw new Error(`No agency "${step.agency}" is registered.`)
  if (step.step === 'add') return add(deps, agency, step)
  if (step.step === 'retire') return retire(deps, agency, step.kid)
  return (await deps.keys.live(agency, deps.clock.now())).map(keyJson)
}

/** The command to a running gateway. */
export const agencyKeysHandler =
  ({ store, clock, vault }: Parts, keys: AgencyKeyStore, origin: string) =>
  async (step: Readonly<Record<string, unknown>>): Promise<unknown> =>
    take({ keys, vault, origin, clock, isAgency: async (agency) => (await controlNow(store)).agencies.has(agency) }, asked.parse(step))

/** Where gateways of this configuration are reached, while none runs that says so itself. */
const originOf = ({ publicOrigin, host, port }: Configuration): string =>
  publicOrigin ?? new URL(`http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`).origin

/** The command to a process without a gateway. */
export const keysHere =
  (parts: Parts, configuration: Configuration) =>
  async (step: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const keys = await countedAgencyKeys(await openAgencyKeyStore(parts.places, parts.data), parts.vault, parts.logger)
    try {
      return await agencyKeysHandler(parts, keys, originOf(configuration))(step)
    } finally {
      await keys.close()
    }
  }

const line = ({ kid, ends_at: ends, last_used_at: used }: KeyJson): string =>
  `${kid}  ends ${ends}  ${used === null ? 'never used' : `last used ${used}`}`

/** `throughline agencies keys add|list|retire`; resolves with the exit code. */
export async function agencyKeys(configuration: Configuration, step: KeyStep, output: Output): Promise<number> {
  const answer = await runningOrHere(configuration, 'agency-keys', step, (parts) => keysHere(parts, configuration)(step))
  if (step.step === 'accept-loss') output.result(`${String(answer)} keys of agencies were lost; it is not said any more.`, { lost: answer })
  else if (step.step === 'retire') output.result(`${step.kid} signs nobody in any more.`, { kid: step.kid })
  else if (step.step === 'add') output.result(line(answer as KeyJson), answer)
  else output.result((answer as readonly KeyJson[]).map(line).join('\n') || 'The agency has no key.', { items: answer })
  return 0
}

/** The text of a key file. Throws Error when it cannot be read. */
export function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`The key file ${file} cannot be read.`, { cause })
  }
}
