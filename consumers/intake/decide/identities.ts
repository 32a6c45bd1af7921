import type { CaseEvent } from '../../../core/case/case-events.ts'
import { emptyPerson, personEvidence, type Evidence, type PersonRole } from '../../../core/linking/evidence.ts'
import type { LinkingSecret } from '../../../core/linking/tokens.ts'
import { valuesOf } from '../../../core/parts/split.ts'
import { partAad } from '../../../core/sealing/part-key.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import { openUnlessLost } from '../../../infra/vault/open-unless-lost.ts'
import { partKeys } from '../../../infra/vault/part-keys.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { Person } from '../../../schemas/codec/agency-event.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'

/** Classes of the parts that say who a person is. */
const IDENTITY = ['PERP_ID', 'VIC_ID', 'CHILD']

/** What events of a case log say of their people, by sequence; of somebody who was erased, nothing. */
export type Identities = ReadonlyMap<number, Pick<Evidence, 'subject' | 'harmed'>>

const roleOf = (role: string): PersonRole => (role === 'child' ? 'child' : 'adult')

/** Opens who the people of events of one case log are, and makes tokens of it. */
export async function identitiesOf(
  deps: { readonly db: ReadStoreDb; readonly vault: Vault; readonly secret: LinkingSecret },
  caseLog: CaseLogId,
  events: readonly CaseEvent[],
): Promise<Identities> {
  const { db, vault, secret } = deps
  if (events.length === 0) return new Map()
  const bySequence = new Map(events.map((event) => [event.sequence, event.index]))
  const rows = (
    await db
      .selectFrom('case_part')
      .select(['sequence', 'owner', 'class', 'sealed'])
      .where('case_log', '=', caseLog)
      .where('form', '=', 'plain')
      .where('class', 'in', IDENTITY)
      .orderBy('sequence')
      .orderBy('class')
      .orderBy('owner')
      .execute()
  ).flatMap((row) => {
    const index = bySequence.get(row.sequence)
    return index === undefined ? [] : [{ ...row, index }]
  })
  const keyOf = ({ index, owner, class: sensitivity }: (typeof rows)[number]) => ({
    event: index,
    scope: { case: caseLog, person: owner, class: sensitivity },
  })
  const keys = await partKeys(vault, rows.map(keyOf), [], { create: false })
  const said = new Map<number, Map<string, Person>>()
  for (const row of rows) {
    const key = keys.opening(keyOf(row), row.sealed)
    if (key === undefined) continue
    const { agency, system, event_id: eventId } = row.index
    const plain = await openUnlessLost(
      vault,
      key,
      partAad({ agency, system, eventId, owner: row.owner, class: row.class, form: 'plain' }),
      { keyed: keyOf(row), sealed: row.sealed },
    )
    if (plain === undefined) continue
    const values = valuesOf(plain)
    const people = said.get(row.sequence) ?? new Map<string, Person>()
    for (const [pointer, value] of Object.entries(values))
      if (/^\/(subject|harmed\/\d+)$/.test(pointer)) people.set(pointer, value as Person)
    said.set(row.sequence, people)
  }
  const evidence = (sequence: number, pointer: string, role: PersonRole) => {
    const person = said.get(sequence)?.get(pointer)
    return person === undefined ? emptyPerson(role) : personEvidence(secret, person, role)
  }
  return new Map(
    events.map(({ sequence, index }) => [
      sequence,
      {
        subject: evidence(sequence, '/subject', 'subject'),
        harmed: index.harmed.map(({ role }, at) => evidence(sequence, `/harmed/${String(at)}`, roleOf(role))),
      },
    ]),
  )
}
