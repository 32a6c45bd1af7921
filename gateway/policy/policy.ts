import { agencyHasStanding, type CaseInput } from './agency-standing.ts'
import { decideAsOpened } from './as-opened.ts'
import { finishInSlices } from '../../infra/event-loop/in-slices.ts'
import { decide, decisionSteps } from './decide.ts'
import { explain, type Explanation } from './explain.ts'
import { matrixOf, type MatrixRow } from './matrix-of.ts'
import { othersOf } from './others-of.ts'
import type { Release } from './release.ts'
import { decideReviews } from './reviews.ts'
import type { Decision, DecisionInput, EventDecision } from './types.ts'

/** A policy release and the engine that runs it. */
export interface Policy {
  /** Number of the engine. */
  readonly engine: number
  /** Hash of the release, hex. */
  readonly hash: string
  readonly decide: (input: DecisionInput) => Decision
  /** The same decision, which lets others have their turn on the way: for whoever serves. */
  readonly decideInSlices: (input: DecisionInput) => Promise<Decision>
  /** The decision with emergency access just opened, for a reason of so many characters. */
  readonly decideAsOpened: (input: DecisionInput, reasonLength: number) => Decision
  /** Which openings of emergency access are the reader's to review. */
  readonly decideReviews: (input: DecisionInput) => Decision
  /** Whether an agency's people have a link to a case. */
  readonly hasStanding: (input: CaseInput, agency: string) => boolean
  /** Harmed people of the case whose names the reader may not know. */
  readonly othersOf: (input: DecisionInput) => ReadonlySet<string>
  /** Why a reader sees one event of a case as they do. In full: for auditors. */
  readonly explain: (input: DecisionInput, place: Pick<EventDecision, 'caseLog' | 'sequence'>) => Explanation
  /** What a policy says, by its @id. */
  readonly words: Release['words']
  /** Codes of the purposes that a role may state. */
  readonly purposesOf: (role: string) => readonly string[]
  /** Codes of the roles. */
  readonly roles: readonly string[]
  /** What a role gets of each class for each of its purposes. */
  readonly matrixOf: (role: string) => readonly MatrixRow[]
  /** Who may open emergency access, and who opens which class to another. */
  readonly stepUp: Release['stepUp']
}

/** The policy of a release. */
export const createPolicy = (release: Release): Policy => ({
  engine: release.engine,
  hash: release.hash,
  decide: (input) => decide(release, input),
  decideInSlices: (input) => finishInSlices(decisionSteps(release, input)),
  decideAsOpened: (input, reasonLength) => decideAsOpened(release, input, reasonLength),
  decideReviews: (input) => decideReviews(release, input),
  hasStanding: (input, agency) => agencyHasStanding(release, input, agency),
  othersOf: (input) => othersOf(release, input),
  explain: (input, place) => explain(release, input, place),
  words: release.words,
  purposesOf: (role) => release.roles.roles[role]?.purposes ?? [],
  roles: Object.keys(release.roles.roles),
  matrixOf: (role) => matrixOf(release, role),
  stepUp: release.stepUp,
})
