import { agencyOf, type AgencyEntryJson, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { claimOf, extend } from '../../../core/linking/claim.ts'
import { personTokens } from '../../../core/linking/person-tokens.ts'
import type { Claim } from '../../../core/linking/claim-record.ts'
import { contentDigest } from '../../../core/linking/digest.ts'
import { evidenceOf, type Evidence } from '../../../core/linking/evidence.ts'
import { emptyIndex, learnPerson, learnToken, type LinkIndex } from '../../../core/linking/link-index.ts'
import { link } from '../../../core/linking/link.ts'
import { drawIds } from '../../../core/linking/people.ts'
import { linkingSecret } from '../../../core/linking/tokens.ts'
import { statementOf } from '../../../core/publish/own-events/statement.ts'
import { parseSource } from '../../../schemas/codec/check-attributes.ts'
import { loadCatalogue } from '../../../schemas/catalogue/load.ts'
import type { EventSchema } from '../../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

export const catalogue = loadCatalogue()
export const SECRET = linkingSecret(Buffer.alloc(32, 1))

/** An event with what linking looks at. */
export interface Linkable {
  readonly event: AgencyEvent
  readonly schema: EventSchema
  readonly evidence: Evidence
  readonly digest: string
}

export const inboxOf = (agency: string, offset: number) => ({ topic: `agency.${agency}.events`, partition: 0, offset })

export function linkable(event: AgencyEvent, agencies: readonly AgencyEntryJson[]): Linkable {
  const schema = catalogue.types.get(event.type)
  if (schema === undefined) throw new Error(`No type ${event.type}.`)
  const areas = agencies.find(({ agency }) => agency === event.agency)?.areas ?? []
  return { event, schema, evidence: evidenceOf(SECRET, schema, event, areas), digest: contentDigest(SECRET, event) }
}

export function agencyEvent(json: CloudEventJson): AgencyEvent {
  const { agency = agencyOf(json), system = '' } = parseSource(json.source) ?? {}
  return { ...json, agency: agencyNamed(agency), system, data: json.data as unknown as AgencyEvent['data'] }
}

/** A counter of ids that are the same every time. */
export function countedIds(name: string): () => string {
  let drawn = 0
  return () => uuidOf('drawn', name, String(drawn++))
}

/** Links an event into the index if anything does. */
export function take(index: LinkIndex, { event, evidence, digest }: Linkable, offset: number, ids: () => string): Claim | undefined {
  const outcome = link(evidence, index, drawIds(ids, evidence.harmed.length))
  if (outcome.kind === 'unlinked') return undefined
  const about = {
    epoch: 1,
    agency: event.agency,
    system: event.system,
    event_id: event.id,
    type: event.type,
    digest,
    inbox: inboxOf(event.agency, offset),
    states: statementOf(event, evidence),
  }
  const claim = claimOf(about, evidence, outcome, index)
  extend(index, claim)
  return claim
}

/** Everybody whom claims name, and nothing else: no event and no proceeding. */
export function peopleOfClaims(claims: readonly Claim[]): LinkIndex {
  const index = emptyIndex()
  for (const claim of claims)
    for (const said of claim.people) {
      const person = learnPerson(index, said.person, claim.case_log, said.role)
      for (const { kind, token } of personTokens(said)) learnToken(index, person, kind, token, said.person)
    }
  return index
}
