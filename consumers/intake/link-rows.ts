import { personTokens } from '../../core/linking/person-tokens.ts'
import type { Claim } from '../../core/linking/claim-record.ts'
import type { LinkDecision, Merged, Moved } from '../../core/linking/decision.ts'
import type { EffectiveClaim } from '../../core/linking/fold-log.ts'
import { IN_NO_CASE } from '../../core/linking/link-index.ts'
import type {
  LinkCandidateTable,
  LinkCaseTable,
  LinkClaimTable,
  LinkLeftTable,
  LinkMergedTable,
  LinkPersonTable,
  LinkProceedingTable,
  LinkSplitTable,
  LinkTokenTable,
  OwnStatementTable,
} from '../../infra/read-store/tables.ts'
import { type PersonId, personIdOf } from '../../schemas/ids.ts'
import { statementRows } from './statement-rows.ts'

/** What an event makes known of people and proceedings. */
export interface KnowledgeRows {
  readonly persons: readonly LinkPersonTable[]
  readonly tokens: readonly LinkTokenTable[]
  readonly proceedings: readonly LinkProceedingTable[]
}

/** Rows of the link tables that claims make. */
export interface LinkRows extends KnowledgeRows {
  readonly claims: readonly LinkClaimTable[]
  readonly cases: readonly LinkCaseTable[]
  readonly statements: readonly OwnStatementTable[]
}

type Claimed = Pick<Claim, 'agency' | 'system' | 'event_id' | 'type' | 'digest' | 'inbox'>

const claimRow = (claimed: Claimed, caseLog: LinkClaimTable['case_log'], people: Claim['people']): LinkClaimTable => ({
  agency: claimed.agency,
  system: claimed.system,
  event_id: claimed.event_id,
  type: claimed.type,
  digest: claimed.digest,
  inbox_topic: claimed.inbox.topic,
  inbox_partition: claimed.inbox.partition,
  inbox_offset: claimed.inbox.offset,
  case_log: caseLog,
  people: peopleColumn(people),
})

/** Person ids as the column has them. */
export const peopleColumn = (people: Claim['people']): string => JSON.stringify(people.map(({ person }) => person))

/** Person ids of a column that has them. Throws TypeError for what is none. */
export const peopleIn = (column: string): readonly PersonId[] => (JSON.parse(column) as string[]).map(personIdOf)

type Says = Pick<Moved, 'agency' | 'case_log' | 'people' | 'proceedings'> & { readonly changed?: ReadonlySet<string> }

/**
 * What events make known, each key once. `isKnown`: whether a person was known before them. INVARIANT: a token says whose word it first was, but for those that came with
 * the first that was said of the person.
 */
export function knowledgeRows(said: readonly Says[], isKnown: (person: PersonId) => boolean): KnowledgeRows {
  const persons = new Map<string, LinkPersonTable>()
  const tokens = new Map<string, LinkTokenTable>()
  const proceedings = new Map<string, LinkProceedingTable>()
  const met = new Set<string>()
  for (const { agency, case_log: caseLog, people, proceedings: known, changed } of said) {
    // What is in no case has neither people nor proceedings.
    if (caseLog === IN_NO_CASE) continue
    const first = new Set(people.map(({ person }) => person).filter((person) => !met.has(person) && !isKnown(person)))
    for (const linked of people) {
      met.add(linked.person)
      const { person, role } = linked
      if (changed?.has(person) === false) continue
      if (!persons.has(`${person} ${caseLog}`))
        persons.set(`${person} ${caseLog}`, { person, case_log: caseLog, role, candidates: JSON.stringify(linked.candidates ?? []) })
      for (const { kind, token } of personTokens(linked)) {
        const key = `${person} ${kind} ${token}`
        if (!tokens.has(key)) tokens.set(key, { person, kind, token, agency: first.has(person) ? '' : agency })
      }
    }
    for (const { kind, token } of known) proceedings.set(`${kind} ${token} ${caseLog}`, { kind, token, case_log: caseLog })
  }
  return { persons: [...persons.values()], tokens: [...tokens.values()], proceedings: [...proceedings.values()] }
}

/** The rows of claims in their order, each key once: the first wins, as in the store. */
export function linkRows(effective: readonly EffectiveClaim[], isKnown: (person: PersonId) => boolean): LinkRows {
  return {
    ...knowledgeRows(
      effective.map(({ claim, changed }) => ({ ...claim, ...(changed === undefined ? {} : { changed }) })),
      isKnown,
    ),
    claims: effective.map(({ claim }) => claimRow(claim, claim.case_log, claim.people)),
    statements: effective.flatMap(({ claim }) => statementRows(claim)),
    cases: effective
      .filter(({ claim: { rule } }) => rule.startsWith('new-'))
      .map(({ claim, sequence }) => ({ case_log: claim.case_log, number: sequence })),
  }
}

/** Event type of who is who, as people decided. */
const RELINKED = 'case.relinked'

/** The row by which a decision is known when it is sent again. */
export const decisionRow = (decision: LinkDecision): LinkClaimTable => claimRow({ ...decision, type: RELINKED }, IN_NO_CASE, [])

export const mergedRow = ({ kind, id, into, case_log, into_case_log }: Merged, number: number): LinkMergedTable => ({
  kind,
  id,
  into_id: into,
  case_log,
  into_case_log,
  number,
})

/** Rows of who may be who. */
export const candidateRows = (candidates: LinkDecision['candidates'], number: number): readonly LinkCandidateTable[] =>
  candidates.map(({ person, case_log, candidate, candidate_log }) => ({ person, case_log, candidate, candidate_log, number }))

/** The row of an event in a case log that it has left. */
export const leftRow = (
  { agency, system, event_id, from }: Pick<Moved, 'agency' | 'system' | 'event_id' | 'from'>,
  number: number,
): LinkLeftTable => ({ case_log: from, agency, system, event_id, number })

/** The rows of case logs that are one case no more. */
export const splitRows = (split: LinkDecision['split'], number: number): readonly LinkSplitTable[] =>
  split.flatMap(({ since, case_logs: caseLogs }) => caseLogs.map((caseLog) => ({ case_log: caseLog, since, number })))
