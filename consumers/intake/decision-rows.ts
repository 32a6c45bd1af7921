import { IN_NO_CASE } from '../../core/linking/link-index.ts'
import type { Moved } from '../../core/linking/decision.ts'
import type { EffectiveDecision } from '../../core/linking/fold-log.ts'
import { mergesInEffect } from '../../core/linking/merges.ts'
import { insertMany, insertTogether, into, type Insertion } from '../../infra/read-store/insert-many.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import { rowsWith } from '../../infra/read-store/rows-with.ts'
import type { PersonId } from '../../schemas/ids.ts'
import { candidateRows, decisionRow, knowledgeRows, leftRow, mergedRow, peopleColumn, splitRows, type KnowledgeRows } from './link-rows.ts'
import { mergesFrom } from './merge-rows.ts'
import { forgetAwaits, matchesAny } from './unlinked-rows.ts'

/** Which of the people of events are known. */
export async function knownPeople(tx: ReadStoreTx, people: Iterable<PersonId>): Promise<(person: PersonId) => boolean> {
  const rows = await tx
    .selectFrom(rowsWith('link_person', 'person', [...new Set(people)]).as('known'))
    .select('person')
    .execute()
  const known = new Set(rows.map(({ person }) => person))
  return (person) => known.has(person)
}

/** What events make known, to be inserted; what is known already stays. */
export const knowledge = ({ persons, tokens, proceedings }: KnowledgeRows): readonly Insertion[] => [
  into('link_person', persons, { ignoreRepeats: true }),
  into('link_token', tokens, { ignoreRepeats: true }),
  into('link_proceeding', proceedings, { ignoreRepeats: true }),
]

/** An event's place is that which the decision gave it, and its record in the log that it leaves takes no part. */
async function move(tx: ReadStoreTx, moved: Moved, number: number): Promise<void> {
  await tx
    .updateTable('link_claim')
    .set({ case_log: moved.case_log, people: peopleColumn(moved.people) })
    .where(matchesAny([moved]))
    .execute()
  await insertMany(tx, 'link_left', [leftRow(moved, number)], { ignoreRepeats: true })
  if (moved.case_log !== IN_NO_CASE)
    await tx
      .deleteFrom('link_left')
      .where('case_log', '=', moved.case_log)
      .where(matchesAny([moved]))
      .execute()
}

/** What a decision does to the link tables: what is forgotten first, since an event that moves may say it of somebody else. */
export async function applyDecision(tx: ReadStoreTx, { decision, sequence }: EffectiveDecision): Promise<void> {
  await insertMany(tx, 'link_claim', [decisionRow(decision)], { ignoreRepeats: true })
  for (const { kind, id } of decision.split) await tx.deleteFrom('link_merged').where('kind', '=', kind).where('id', '=', id).execute()
  await insertMany(tx, 'link_split', splitRows(decision.split, sequence), { ignoreRepeats: true })
  const before = new Map<string, string>(
    (
      await mergesFrom(
        tx,
        decision.merged.flatMap(({ id, into }) => [id, into]),
      )
    ).map(({ id, into_id: into }) => [id, into]),
  )
  const { effective } = mergesInEffect((id) => before.get(id), decision.merged)
  await insertMany(
    tx,
    'link_merged',
    effective.map((merge) => mergedRow(merge, sequence)),
    { ignoreRepeats: true },
  )
  await insertMany(tx, 'link_candidate', candidateRows(decision.candidates, sequence), { ignoreRepeats: true })
  for (const { person, token } of decision.forgotten)
    await tx.deleteFrom('link_token').where('person', '=', person).where('token', '=', token).execute()
  for (const { token, case_log: caseLog } of decision.forgotten_proceedings) {
    await tx.deleteFrom('link_proceeding').where('token', '=', token).where('case_log', '=', caseLog).execute()
  }
  for (const moved of decision.moved) await move(tx, moved, sequence)
  const isKnown = await knownPeople(
    tx,
    decision.moved.flatMap(({ people }) => people.map(({ person }) => person)),
  )
  await insertTogether(tx, knowledge(knowledgeRows(decision.moved, isKnown)))
  await forgetAwaits(tx, [decision])
}
