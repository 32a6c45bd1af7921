import { linksEntry } from '../../../core/linking/fold-log.ts'
import { standingFor, type Follows } from '../../../core/linking/merges.ts'
import type { MergedPerson } from '../../../core/linking/decision.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { isPersonId, type CaseLogId, type PersonId } from '../../../schemas/ids.ts'
import { readAll } from './read-all.ts'
import type { ReplayGround } from './ground.ts'

/** A person, as links.events has them now. */
export interface PersonInCases {
  /** Whether an id is this person's, by any of their ids. */
  readonly is: (id: string) => boolean
  /** Every case log that an event of theirs was ever linked to. */
  readonly caseLogs: ReadonlySet<CaseLogId>
}

const ofPeople: Follows<MergedPerson> = (merge): merge is MergedPerson => merge.kind === 'person'

/** Finds the case logs of a person by going through links.events once. */
export async function personInCases({ deps, decoder, shared }: ReplayGround, person: PersonId): Promise<PersonInCases> {
  const { merged } = shared.links.linksAt(shared.links.length)
  const standing = (id: PersonId): PersonId => standingFor(merged, id, ofPeople)
  const one = standing(person)
  const is = (id: string): boolean => id === person || (isPersonId(id) && standing(id) === one)
  const caseLogs = new Set<CaseLogId>()
  for await (const { value } of readAll(deps.log, LINKS_EVENTS, 0)) {
    const decoded = await decoder.decode(value)
    const entry = decoded.ok ? linksEntry(decoded.value) : undefined
    if (entry === undefined || entry.kind === 'epoch') continue
    const linked = entry.kind === 'claim' ? [entry.record] : entry.record.moved
    for (const { case_log: caseLog, people } of linked)
      if (caseLog !== '' && people.some((found) => is(found.person))) caseLogs.add(caseLog)
  }
  return { is, caseLogs }
}
