import { personTokens, type Claim } from '../../core/linking/claim.ts'
import type { LinkClaimTable, LinkPersonTable, LinkProceedingTable, LinkTokenTable } from '../../infra/read-store/tables.ts'

/** Rows of the link tables that claims make. */
export interface LinkRows {
  readonly claims: readonly LinkClaimTable[]
  readonly persons: readonly LinkPersonTable[]
  readonly tokens: readonly LinkTokenTable[]
  readonly proceedings: readonly LinkProceedingTable[]
}

const claimRow = (claim: Claim): LinkClaimTable => ({
  agency: claim.agency,
  system: claim.system,
  event_id: claim.event_id,
  digest: claim.digest,
  inbox_topic: claim.inbox.topic,
  inbox_partition: claim.inbox.partition,
  inbox_offset: claim.inbox.offset,
  case_log: claim.case_log,
  people: JSON.stringify(claim.people.map(({ person }) => person)),
})

/** A claim that takes effect. `changed`, where it is known: the people of whom it says something new; the rows of the others are there. */
export interface EffectiveClaim {
  readonly claim: Claim
  readonly changed?: ReadonlySet<string>
}

/** The rows of claims in their order, each key once: the first wins, as in the store. */
export function linkRows(effective: readonly EffectiveClaim[]): LinkRows {
  const persons = new Map<string, LinkPersonTable>()
  const tokens = new Map<string, LinkTokenTable>()
  const proceedings = new Map<string, LinkProceedingTable>()
  for (const { claim, changed } of effective) {
    for (const said of claim.people) {
      const { person, role } = said
      if (changed?.has(person) === false) continue
      if (!persons.has(person)) persons.set(person, { person, case_log: claim.case_log, role })
      for (const { kind, token } of personTokens(said)) tokens.set(`${person} ${token}`, { person, kind, token })
    }
    for (const { kind, token } of claim.proceedings) proceedings.set(`${token} ${claim.case_log}`, { kind, token, case_log: claim.case_log })
  }
  return {
    claims: effective.map(({ claim }) => claimRow(claim)),
    persons: [...persons.values()],
    tokens: [...tokens.values()],
    proceedings: [...proceedings.values()],
  }
}
