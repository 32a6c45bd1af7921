import { z } from 'zod'
import { CONTROL_CONSUMER } from '../consumers/control/start.ts'
import { staffToken } from '../core/linking/tokens.ts'
import { staffOf, type ReaderCredential } from '../gateway/identity/credential.ts'
import { standsAs } from '../gateway/identity/standing.ts'
import type { Authenticate } from '../gateway/identity/tokens.ts'
import { checkRelease } from '../policy/decide/check-release.ts'
import { currentReleaseFiles } from '../policy/release/files.ts'
import { controlFiles } from '../policy/release/control-release.ts'
import { engineOf, releaseHash, type ReleaseFiles } from '../policy/release/load.ts'
import { refusalOfProposal, toApprove, type HeldAgainstReads, type Releaser } from '../policy/release/two-person-rule.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { appendControl, type ControlRecord } from '../infra/event-log/control-events.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { controlNow } from './control-now.ts'
import { findCounterfactual } from './counterfactual.ts'
import { summaryWords } from './counterfactual-words.ts'
import { reportNamed } from './counterfactual-file.ts'
import { onRecord } from './on-record.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { sendCommand } from './socket.ts'

const WAIT_MS = 30_000

export interface Proposal {
  readonly files: ReleaseFiles
  readonly reason: string
  /** What recorded reads say of it, or why nothing was asked of them. */
  readonly held: HeldAgainstReads
}

/** What a person approves. */
export interface Approval {
  /** Hash of the files. */
  readonly hash: string
  /** Hash of the counterfactual report that the proposal has; empty where it has none. */
  readonly counterfactual: string
}

/** Appends an entry and waits until it is in force on this store. */
async function put({ log, registry, store }: Parts, name: ControlRecord, entry: Readonly<Record<string, unknown>>): Promise<void> {
  const [position] = await appendControl(log, registry, name, [entry])
  if (position) await waitForEffect(store, position, { consumer: CONTROL_CONSUMER, timeout: WAIT_MS })
}

const releaser = async ({ vault }: Parts, person: ReaderCredential): Promise<Releaser> => ({
  token: staffToken(await vault.secret('linking'), staffOf(person)),
  role: person.role,
  agency: person.agency,
})

/** Proposes a release that passes its tests; resolves with its hash. Throws Error for what is not as it must be. */
export async function proposePolicy(parts: Parts, person: ReaderCredential, { files, reason, held }: Proposal): Promise<string> {
  const by = await releaser(parts, person)
  const recorded = held.counterfactual === '' ? undefined : await findCounterfactual(parts, held.counterfactual)
  const refusal = refusalOfProposal(await controlNow(parts.store), by, { files, reason, held, recorded }, checkRelease)
  if (refusal !== undefined) throw new Error(refusal)
  const hash = releaseHash(files)
  await put(parts, 'policy-proposed', {
    at: new Date(parts.clock.now()).toISOString(),
    hash,
    engine: engineOf(files),
    files: controlFiles(files),
    proposed_by: by.token,
    role: by.role,
    reason,
    counterfactual: held.counterfactual,
    no_counterfactual: held.withoutReason,
  })
  return hash
}

/** Approves what another person has proposed: it is in force when this resolves. Throws Error for what is not as it must be. */
export async function approvePolicy(parts: Parts, person: ReaderCredential, { hash, counterfactual }: Approval): Promise<void> {
  const now = parts.clock.now()
  const by = await releaser(parts, person)
  const control = await controlNow(parts.store)
  const held = control.proposals.get(hash)?.counterfactual ?? ''
  const recorded = held === '' ? undefined : await findCounterfactual(parts, held)
  const proposal = toApprove(control, by, { hash, counterfactual, recorded }, now, checkRelease)
  // Who may approve sees what the report says before they name it.
  if (typeof proposal === 'string')
    throw new Error(recorded !== undefined && counterfactual === '' ? `${proposal}\n${summaryWords(recorded)}` : proposal)
  await put(parts, 'policy-released', {
    at: new Date(now).toISOString(),
    hash,
    engine: proposal.engine,
    files: proposal.files,
    approved_by: [proposal.proposed_by, by.token],
    counterfactual,
  })
}

const asked = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('propose'),
    token: z.string(),
    reason: z.string(),
    files: z.array(z.tuple([z.string(), z.string()])),
    counterfactual: z.string().default(''),
    withoutReason: z.string().default(''),
  }),
  z.object({ step: z.literal('approve'), token: z.string(), hash: z.string(), counterfactual: z.string().default('') }),
])
type ReleaseStep = z.input<typeof asked>

/** The command to a running process, which knows people by their own tokens. */
export const policyHandler =
  (parts: Parts, authenticate: Authenticate) =>
  async (given: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const step = asked.parse(given)
    const person = await authenticate(`Bearer ${step.token}`)
    const secret = await parts.vault.secret('linking')
    if (person?.kind !== 'reader' || !standsAs(await controlNow(parts.store), person, secret))
      throw new Error('--token must be a current token of a person.')
    const by = { agency: person.agency, role: person.role }
    const page = { by: staffToken(secret, staffOf(person)) }
    if (step.step === 'propose') {
      const { files, reason, counterfactual, withoutReason } = step
      return onRecord(parts, { action: 'command-policy-propose', by, page: { ...page, counterfactual } }, () =>
        proposePolicy(parts, person, { files: new Map(files), reason, held: { counterfactual, withoutReason } }),
      )
    }
    const { hash, counterfactual } = step
    await onRecord(parts, { action: 'command-policy-approve', by, page: { ...page, hash, counterfactual } }, () =>
      approvePolicy(parts, person, { hash, counterfactual }),
    )
    return step.hash
  }

const send = (configuration: Configuration, step: ReleaseStep): Promise<unknown> =>
  sendCommand(configuration.data, { command: 'policy', arguments: step })

/** `throughline policy release propose`; resolves with the exit code. */
export async function propose(
  configuration: Configuration,
  {
    files,
    token,
    reason,
    counterfactual,
    withoutCounterfactual: withoutReason = '',
  }: {
    readonly files?: string | undefined
    readonly token: string
    readonly reason: string
    /** The file of a report, or its hash. */
    readonly counterfactual?: string | undefined
    readonly withoutCounterfactual?: string | undefined
  },
  output: Output,
): Promise<number> {
  const report = counterfactual === undefined ? '' : reportNamed(counterfactual)
  const hash = String(
    await send(configuration, {
      step: 'propose',
      token,
      reason,
      files: [...currentReleaseFiles(loadCatalogue(), files)],
      counterfactual: report,
      withoutReason,
    }),
  )
  const both = report === '' ? hash : `${hash} --counterfactual ${report}`
  output.result(`Proposed: ${hash}\nAnother person approves it: throughline policy release approve ${both} --token …`, {
    hash,
    counterfactual: report,
  })
  return 0
}

/** `throughline policy release approve`; resolves with the exit code. */
export async function approve(
  configuration: Configuration,
  { hash, token, counterfactual = '' }: { readonly hash: string; readonly token: string; readonly counterfactual?: string | undefined },
  output: Output,
): Promise<number> {
  await send(configuration, { step: 'approve', token, hash, counterfactual })
  output.result(`In force: ${hash}`, { hash })
  return 0
}
