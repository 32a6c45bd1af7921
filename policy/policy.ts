import type { AgencyId } from '../schemas/ids.ts'
import { agencyHasStanding, type CaseInput } from './decide/agency-standing.ts'
import { decideAllocations, deskSubject, namedPair, type Named, type Naming } from './decide/allocations.ts'
import { decideWithBreakGlass, decideOpening } from './decide/break-glass.ts'
import type { CaseEvent } from '../core/case/case-events.ts'
import { notInEffect, toConfirm, type ToConfirm } from './decide/confirmations.ts'
import { decide, decisionSteps, type DecisionSteps } from './decide/decide.ts'
import { explain, type Explanation } from './explain/explain.ts'
import { listedBy, type ListedBy } from './explain/reader-link.ts'
import { mayApprove } from './decide/may-approve.ts'
import { matrixOf, type MatrixRow } from './decide/role-matrix.ts'
import { namesOf, type NamesOf } from './decide/masks.ts'
import { readingOfOne, whoseWordOf } from './facts/reading.ts'
import type { Release } from './release/load.ts'
import type { WhoseWord } from '../core/case/instruments/whose-word.ts'
import { decidePublication, isBarred, publicationForm, seesPublications, type AskedPublication } from './decide/own-publication.ts'
import { decideReviewed, decideReviews, reviewsToClose } from './decide/break-glass-reviews.ts'
import { decidePack, type PackDecision } from './decide/subject-access.ts'
import type { DecisionInput } from './facts/input.ts'
import type { Decision, EventDecision, DisclosedPart } from './decide/decision.ts'

/** A policy release and the engine that runs it. */
export interface Policy {
  /** Number of the engine. */
  readonly engine: number
  /** Hash of the release, hex. */
  readonly hash: string
  readonly decide: (input: DecisionInput) => Decision
  /** The same decision in steps, for a server that answers others between two of them. */
  readonly decisionSteps: (input: DecisionInput) => DecisionSteps
  /** The decision that the reader would get if emergency access had just been opened. `reasonLength`: characters of the reason given. */
  readonly decideWithBreakGlass: (input: DecisionInput, reasonLength: number) => Decision
  /** Whether the reader's approval of a class of the case counts. */
  readonly mayApprove: (input: DecisionInput, sensitivity: string) => boolean
  /** Whether the reader may open emergency access now. */
  readonly decideOpening: (input: DecisionInput, reasonLength: number) => Decision
  /** When emergency access ends that this reader has opened and that is live, milliseconds since the Unix epoch; undefined: none is. */
  readonly emergencyUntil: (input: DecisionInput) => number | undefined
  /** The openings of emergency access that nobody has reviewed yet and that this reader is shown. */
  readonly decideReviews: (input: DecisionInput) => Decision
  /** The closed reviews of emergency access that this reader is shown, each with its opening. */
  readonly decideReviewed: (input: DecisionInput) => Decision
  /** Event ids of the openings whose review the reader may close. */
  readonly reviewsToClose: (input: DecisionInput) => ReadonlySet<string>
  /** Whose names the reader knows and may not know, of what a decision over the same input shows; undefined where no name is hidden. */
  readonly namesOf: (input: DecisionInput, decision: Decision) => NamesOf | undefined
  /** Roles that face the perpetrator. */
  readonly facesPerpetrator: (role: string) => boolean
  /** Whether the reader allocates people to the case, and who is allocated. */
  readonly decideAllocations: (input: DecisionInput) => Decision
  /** The pair for which two people of a worker's own agency may allocate them, or undefined. */
  readonly namedPair: (input: DecisionInput, naming: Naming) => Named | undefined
  /** The perpetrator of a case for a desk, or undefined. */
  readonly deskSubject: (input: DecisionInput) => string | undefined
  /** What this reader is asked to confirm in a case, and what was answered there. */
  readonly toConfirm: (input: DecisionInput) => ToConfirm
  /** The events of a case that have no effect now, for who has them on a list to confirm; nothing for anybody else. */
  readonly notInEffect: (input: DecisionInput) => readonly CaseEvent[]
  /** Who may allocate; undefined in a release of before. */
  readonly allocation: Release['allocation']
  /** Whether an agency's people have access to a case. */
  readonly hasStanding: (input: CaseInput, agency: AgencyId) => boolean
  /** Whether somebody opens an event that their own agency published. */
  readonly decidePublication: (input: DecisionInput, asked: AskedPublication) => Decision
  /** Whether the reader is barred from the case. */
  readonly isBarred: (input: DecisionInput) => boolean
  /** Whether a role may know of an own agency's event of a type, and in what form it gets a class of it. */
  readonly seesPublications: (role: string, type: string) => boolean
  readonly publicationForm: (role: string, sensitivity: string) => DisclosedPart['form'] | undefined
  /** The pack of an access request for a person of the case: `request.requester` says who asks. */
  readonly decidePack: (input: DecisionInput, person: string) => PackDecision
  /** Event types, by how they begin, that are left out of the pack of a kind of requester. */
  readonly leftOutOfPack: (requester: string) => readonly string[]
  /** Why a reader sees one event of a case as they do. In full: for auditors. */
  readonly explain: (input: DecisionInput, position: Pick<EventDecision, 'caseLog' | 'sequence'> | undefined) => Explanation
  /** By what the reader is listed for the case. In full: what of it may be told is for who asks to see. */
  readonly listedBy: (input: DecisionInput) => ListedBy
  /** What a policy says, by its @id. */
  readonly words: Release['words']
  /** Codes of the purposes that a role may state. */
  readonly purposesOf: (role: string) => readonly string[]
  /** Codes of the roles. */
  readonly roles: readonly string[]
  /** What a role gets of each class for each of its purposes. */
  readonly matrixOf: (role: string) => readonly MatrixRow[]
  /** Whose word counts for what agencies publish; undefined for a release of the first engine. */
  readonly instruments: Release['instruments']
  /** Who may open emergency access, and who opens which class to another. */
  readonly stepUp: Release['stepUp']
  /** Whose word counts for what agencies publish; undefined for a release of the first engine. `since`: `instrumentsSince` of control.events. */
  readonly whoseWord: (since: string | undefined) => WhoseWord | undefined
}

/** The policy of a release. */
export const createPolicy = (release: Release): Policy => ({
  engine: release.engine,
  hash: release.hash,
  decide: (input) => decide(release, input),
  decisionSteps: (input) => decisionSteps(release, input),
  decideWithBreakGlass: (input, reasonLength) => decideWithBreakGlass(release, input, reasonLength),
  mayApprove: (input, sensitivity) => mayApprove(release, input, sensitivity),
  decideOpening: (input, reasonLength) => decideOpening(release, input, reasonLength),
  emergencyUntil: (input) => readingOfOne(release, input).breakGlassUntil,
  decideReviews: (input) => decideReviews(release, input),
  decideReviewed: (input) => decideReviewed(release, input),
  reviewsToClose: (input) => reviewsToClose(release, input),
  namesOf: (input, decision) => namesOf(release, input, decision),
  facesPerpetrator: (role) => release.roles.perpetrator_facing.includes(role),
  decideAllocations: (input) => decideAllocations(release, input),
  namedPair: (input, naming) => namedPair(release, input, naming),
  deskSubject: (input) => deskSubject(release, input),
  toConfirm: (input) => toConfirm(release, input),
  notInEffect: (input) => notInEffect(release, input),
  allocation: release.allocation,
  hasStanding: (input, agency) => agencyHasStanding(release, input, agency),
  decidePublication: (input, asked) => decidePublication(release, input, asked),
  isBarred: (input) => isBarred(release, input),
  seesPublications: (role, type) => seesPublications(release, role, type),
  publicationForm: (role, sensitivity) => publicationForm(release, role, sensitivity),
  decidePack: (input, person) => decidePack(release, input, person),
  leftOutOfPack: (requester) => release.subjectAccess.left_out[requester] ?? [],
  explain: (input, position) => explain(release, input, position),
  listedBy: (input) => listedBy(release, input),
  words: release.words,
  purposesOf: (role) => release.roles.roles[role]?.purposes ?? [],
  roles: Object.keys(release.roles.roles),
  matrixOf: (role) => matrixOf(release, role),
  instruments: release.instruments,
  stepUp: release.stepUp,
  whoseWord: (since) => whoseWordOf(release, since),
})
