import type { PolicyProposed } from '../../core/control/entry.ts'
import type { ControlState } from '../../core/control/state.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { filesInControl } from './control-release.ts'
import { engineOf, releaseHash, type ReleaseFiles } from './load.ts'

/** Who may stand behind a release; of the two, one at least is the first of these. */
const RELEASERS: readonly string[] = ['dpo', 'system_admin']
const DAY_MS = 86_400_000
/** A proposal that nobody approved in so long is to be made anew. */
const PROPOSAL_DAYS = 14
const LEAST_WORDS = 40

/** Who proposes or approves. `token`: the person's own, keyed. */
export interface Releaser {
  readonly token: string
  readonly role: string
  readonly agency: AgencyId
}

/** What is wrong with the files of a release, in words. */
export type CheckRelease = (files: ReleaseFiles) => readonly string[]

function refusalOfPerson({ role, agency }: Releaser, agencies: ControlState['agencies']): string | undefined {
  // A release binds everybody: a data protection officer of one agency is not one of the bus.
  if (agencies.get(agency)?.oversight !== true)
    return 'Only people of the bus operator, or of an agency registered for oversight, release policies.'
  return RELEASERS.includes(role) ? undefined : `Only these roles release policies: ${RELEASERS.join(', ')}.`
}

/** Why a person may not propose a release, in words; undefined where they may. Pure. */
export function refusalOfProposal(
  { agencies, policy }: Pick<ControlState, 'agencies' | 'policy'>,
  person: Releaser,
  { files, reason }: { readonly files: ReleaseFiles; readonly reason: string },
  check: CheckRelease,
): string | undefined {
  const refusal = refusalOfPerson(person, agencies)
  if (refusal !== undefined) return refusal
  if (reason.trim().length < LEAST_WORDS) return `--reason must say what changes and why, in ${String(LEAST_WORDS)} characters or more.`
  const problems = check(files)
  if (problems.length > 0) return `The files do not pass:\n${problems.join('\n')}`
  return policy?.hash === releaseHash(files) ? 'This release is in force.' : undefined
}

/** The proposal that a person may approve, or why not, in words. `now`: ms since the Unix epoch. Pure. */
export function toApprove(
  { agencies, proposals, policy }: Pick<ControlState, 'agencies' | 'proposals' | 'policy'>,
  person: Releaser,
  hash: string,
  now: number,
  check: CheckRelease,
): PolicyProposed | string {
  const refusal = refusalOfPerson(person, agencies)
  if (refusal !== undefined) return refusal
  const proposal = proposals.get(hash)
  if (policy?.hash === hash) return 'This release is in force.'
  if (proposal === undefined) return 'Nobody has proposed a release of this hash.'
  if (Date.parse(proposal.at) < now - PROPOSAL_DAYS * DAY_MS) {
    return `The proposal is older than ${String(PROPOSAL_DAYS)} days. Propose it again.`
  }
  const files = filesInControl(proposal.files)
  if (proposal.engine !== engineOf(files)) return 'The proposal is for another engine than this program has.'
  if (releaseHash(files) !== hash || check(files).length > 0) return 'The proposed files do not pass.'
  if (person.token === proposal.proposed_by) return 'You proposed it. Another person has to approve it.'
  return [person.role, proposal.role].includes(RELEASERS[0] ?? '') ? proposal : 'One of the two has to be a data protection officer.'
}
