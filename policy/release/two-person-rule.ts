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

/** What a proposal says of recorded reads: the hash of a counterfactual report, or why there is none. */
export interface HeldAgainstReads {
  /** SHA-256 of the report, hex; empty: none was made. */
  readonly counterfactual: string
  /** Why none was made, in words; empty: one was. */
  readonly withoutReason: string
}

/** A counterfactual report that is on record: of which release, held against which, and how many items it makes visible to who faces the perpetrator. */
export interface RecordedReport {
  readonly report: string
  readonly candidate: string
  readonly baseline: string
  readonly newlyVisible: number
}

/** What a person proposes. */
export interface Proposed {
  readonly files: ReleaseFiles
  readonly reason: string
  readonly held: HeldAgainstReads
  /** The report as it is on record; undefined: no such report is. */
  readonly recorded: RecordedReport | undefined
}

/** What a person approves: the hash of the files, and what the proposal has of recorded reads. */
export interface Approved {
  readonly hash: string
  /** Hash of the report; empty: that there is none is approved, too. */
  readonly counterfactual: string
  readonly recorded: RecordedReport | undefined
}

/** What is wrong with the files of a release, in words. */
export type CheckRelease = (files: ReleaseFiles) => readonly string[]

function refusalOfPerson({ role, agency }: Releaser, agencies: ControlState['agencies']): string | undefined {
  // A release binds everybody: a data protection officer of one agency is not one of the bus.
  if (agencies.get(agency)?.oversight !== true)
    return 'Only people of the bus operator, or of an agency registered for oversight, release policies.'
  return RELEASERS.includes(role) ? undefined : `Only these roles release policies: ${RELEASERS.join(', ')}.`
}

/** Why a report cannot stand behind a release, in words; undefined where it can. `inForce`: hash of the release in force. */
function refusalOfReport(
  held: string,
  recorded: RecordedReport | undefined,
  hash: string,
  inForce: string | undefined,
): string | undefined {
  if (recorded?.report !== held)
    return 'No counterfactual report of this hash is on record here. Make it: throughline audit replay --policy <folder>.'
  if (recorded.candidate !== hash)
    return 'The counterfactual report is of other files than these. Make it of these: throughline audit replay --policy <folder>.'
  if (recorded.baseline !== inForce)
    return 'The counterfactual report holds the files against a release that is not in force. Make it again: throughline audit replay --policy <folder>.'
  if (recorded.newlyVisible > 0)
    return `By its counterfactual the release shows ${String(recorded.newlyVisible)} item(s) more to roles that face the perpetrator: it must show none.`
  return undefined
}

/** Why what a proposal says of recorded reads is not enough, in words. */
function refusalOfHeld({ held, recorded }: Proposed, hash: string, inForce: string | undefined): string | undefined {
  const { counterfactual, withoutReason } = held
  if (counterfactual !== '' && withoutReason !== '') return 'Give --counterfactual or --without-counterfactual, not both.'
  if (counterfactual !== '') return refusalOfReport(counterfactual, recorded, hash, inForce)
  return withoutReason.trim().length >= LEAST_WORDS
    ? undefined
    : `Give --counterfactual with the report of what the release would have changed in recorded reads (throughline audit replay --policy <folder>), or --without-counterfactual with why there is none, in ${String(LEAST_WORDS)} characters or more.`
}

/** Why a person may not propose a release, in words; undefined where they may. Pure. */
export function refusalOfProposal(
  { agencies, policy }: Pick<ControlState, 'agencies' | 'policy'>,
  person: Releaser,
  proposed: Proposed,
  check: CheckRelease,
): string | undefined {
  const { files, reason } = proposed
  const refusal = refusalOfPerson(person, agencies)
  if (refusal !== undefined) return refusal
  if (reason.trim().length < LEAST_WORDS) return `--reason must say what changes and why, in ${String(LEAST_WORDS)} characters or more.`
  const problems = check(files)
  if (problems.length > 0) return `The files do not pass:\n${problems.join('\n')}`
  const hash = releaseHash(files)
  return policy?.hash === hash ? 'This release is in force.' : refusalOfHeld(proposed, hash, policy?.hash)
}

/** Why an approval does not say what it has to of the proposal's counterfactual, in words. */
function refusalOfApproved(
  { counterfactual = '', no_counterfactual: why = '' }: PolicyProposed,
  { hash, counterfactual: approved, recorded }: Approved,
  inForce: string | undefined,
): string | undefined {
  if (counterfactual === '') return approved === '' ? undefined : `It was proposed without a counterfactual, because: ${why}`
  if (approved !== counterfactual)
    return `It was proposed with the counterfactual report ${counterfactual}. Look at it, and approve both: --counterfactual ${counterfactual}`
  return refusalOfReport(counterfactual, recorded, hash, inForce)
}

/** The proposal that a person may approve, or why not, in words. `now`: ms since the Unix epoch. Pure. */
export function toApprove(
  { agencies, proposals, policy }: Pick<ControlState, 'agencies' | 'proposals' | 'policy'>,
  person: Releaser,
  approved: Approved,
  now: number,
  check: CheckRelease,
): PolicyProposed | string {
  const { hash } = approved
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
  if (![person.role, proposal.role].includes(RELEASERS[0] ?? '')) return 'One of the two has to be a data protection officer.'
  return refusalOfApproved(proposal, approved, policy?.hash) ?? proposal
}
