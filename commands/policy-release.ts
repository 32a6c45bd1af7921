import { z } from 'zod'
import { CONTROL_CONSUMER } from '../consumers/control/start.ts'
import type { ControlState } from '../core/control/state.ts'
import { staffToken } from '../core/linking/tokens.ts'
import { staffOf, type ReaderCredential } from '../gateway/identity/credential.ts'
import { standsAs } from '../gateway/identity/standing.ts'
import type { Authenticate } from '../gateway/identity/tokens.ts'
import { checkRelease } from '../gateway/policy/check-release.ts'
import { currentReleaseFiles } from '../gateway/policy/release-files.ts'
import { engineOf, releaseHash, type ReleaseFiles } from '../gateway/policy/release.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { appendControl, type ControlRecord } from '../infra/event-log/control-events.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { controlNow } from './control-now.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { filesOf } from './policy.ts'
import { sendCommand } from './socket.ts'

/** Who may stand behind a release; of the two, one at least is the first of these. */
const RELEASERS = ['dpo', 'system_admin'] as const
const DAY_MS = 86_400_000
/** A proposal that nobody approved in so long is to be made anew. */
const PROPOSAL_DAYS = 14
const LEAST_WORDS = 40
const WAIT_MS = 30_000

export interface Proposal {
  readonly files: ReleaseFiles
  readonly reason: string
}

/** Appends an entry and waits until it is in force on this store. */
async function put({ log, registry, store }: Parts, name: ControlRecord, entry: Readonly<Record<string, unknown>>): Promise<void> {
  const [position] = await appendControl(log, registry, name, [entry])
  if (position) await waitForEffect(store, position, { consumer: CONTROL_CONSUMER, timeout: WAIT_MS })
}

const mayRelease = ({ role, agency }: ReaderCredential, agencies: ControlState['agencies']): void => {
  // A release binds everybody: a data protection officer of one agency is not one of the bus.
  if (agencies.get(agency)?.oversight !== true)
    throw new Error('Only people of the bus operator, or of an agency registered for oversight, release policies.')
  if (!(RELEASERS as readonly string[]).includes(role)) throw new Error(`Only these roles release policies: ${RELEASERS.join(', ')}.`)
}

/** Proposes a release that passes its tests; resolves with its hash. Throws Error for what is not as it must be. */
export async function proposePolicy(parts: Parts, person: ReaderCredential, { files, reason }: Proposal): Promise<string> {
  const { agencies, policy } = await controlNow(parts.store)
  mayRelease(person, agencies)
  if (reason.trim().length < LEAST_WORDS)
    throw new Error(`--reason must say what changes and why, in ${String(LEAST_WORDS)} characters or more.`)
  const problems = checkRelease(files)
  if (problems.length > 0) throw new Error(`The files do not pass:\n${problems.join('\n')}`)
  const hash = releaseHash(files)
  if (policy?.hash === hash) throw new Error('This release is in force.')
  await put(parts, 'policy-proposed', {
    at: new Date(parts.clock.now()).toISOString(),
    hash,
    engine: engineOf(files),
    files: filesOf(files),
    proposed_by: staffToken(await parts.vault.secret('linking'), staffOf(person)),
    role: person.role,
    reason,
  })
  return hash
}

/** Approves what another person has proposed: it is in force when this resolves. Throws Error for what is not as it must be. */
export async function approvePolicy(parts: Parts, person: ReaderCredential, hash: string): Promise<void> {
  const { agencies, proposals, policy } = await controlNow(parts.store)
  mayRelease(person, agencies)
  const proposal = proposals.get(hash)
  if (policy?.hash === hash) throw new Error('This release is in force.')
  if (proposal === undefined) throw new Error('Nobody has proposed a release of this hash.')
  if (Date.parse(proposal.at) < parts.clock.now() - PROPOSAL_DAYS * DAY_MS)
    throw new Error(`The proposal is older than ${String(PROPOSAL_DAYS)} days. Propose it again.`)
  const texts = new Map(proposal.files.map(({ path, content }) => [path, content.toString('utf8')]))
  if (proposal.engine !== engineOf(texts)) throw new Error('The proposal is for another engine than this program has.')
  if (releaseHash(texts) !== hash || checkRelease(texts).length > 0) throw new Error('The proposed files do not pass.')
  const token = staffToken(await parts.vault.secret('linking'), staffOf(person))
  if (token === proposal.proposed_by) throw new Error('You proposed it. Another person has to approve it.')
  if (![person.role, proposal.role].includes(RELEASERS[0])) throw new Error('One of the two has to be a data protection officer.')
  await put(parts, 'policy-released', {
    at: new Date(parts.clock.now()).toISOString(),
    hash,
    engine: proposal.engine,
    files: proposal.files,
    approved_by: [proposal.proposed_by, token],
  })
}

const asked = z.discriminatedUnion('step', [
  z.object({ step: z.literal('propose'), token: z.string(), reason: z.string(), files: z.array(z.tuple([z.string(), z.string()])) }),
  z.object({ step: z.literal('approve'), token: z.string(), hash: z.string() }),
])
type ReleaseStep = z.infer<typeof asked>

/** The command to a running process, which knows people by their own tokens. */
export const policyHandler =
  (parts: Parts, authenticate: Authenticate) =>
  async (given: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const step = asked.parse(given)
    const person = await authenticate(`Bearer ${step.token}`)
    const secret = await parts.vault.secret('linking')
    if (person?.kind !== 'reader' || !standsAs(await controlNow(parts.store), person, secret))
      throw new Error('--token must be a current token of a person.')
    if (step.step === 'propose') return proposePolicy(parts, person, { files: new Map(step.files), reason: step.reason })
    await approvePolicy(parts, person, step.hash)
    return step.hash
  }

const send = (configuration: Configuration, step: ReleaseStep): Promise<unknown> =>
  sendCommand(configuration.data, { command: 'policy', arguments: step })

/** `throughline policy release propose`; resolves with the exit code. */
export async function propose(
  configuration: Configuration,
  { files, token, reason }: { readonly files?: string | undefined; readonly token: string; readonly reason: string },
  output: Output,
): Promise<number> {
  const hash = await send(configuration, { step: 'propose', token, reason, files: [...currentReleaseFiles(loadCatalogue(), files)] })
  output.result(`Proposed: ${String(hash)}\nAnother person approves it: throughline policy release approve ${String(hash)} --token …`, {
    hash,
  })
  return 0
}

/** `throughline policy release approve`; resolves with the exit code. */
export async function approve(
  configuration: Configuration,
  { hash, token }: { readonly hash: string; readonly token: string },
  output: Output,
): Promise<number> {
  await send(configuration, { step: 'approve', token, hash })
  output.result(`In force: ${hash}`, { hash })
  return 0
}
