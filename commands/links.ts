import { caseLinked, CASE_LINKED } from '../core/case/system-event.ts'
import { uuidOf } from '../core/ids/uuid-of.ts'
import { staffToken } from '../core/linking/tokens.ts'
import { createCaseEventWriter } from '../infra/event-log/case-events.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import { loadSystemTypes, recordOf } from '../schemas/index.ts'
import type { Chronology, ReaderJson } from './demo/folder.ts'
import { assignedCase } from './assigned-case.ts'
import type { Parts } from './parts.ts'

/** A UUID that follows from what it names: the same link asked for twice is one event. */
const idOf = (...names: readonly string[]): string => uuidOf(names.join('\0'))

/**
 * Gives readers the links of `readers.json` to the cases that chronologies went to, as access.case-linked events; resolves when they are in
 * force. A link that was given before is not given again.
 */
export async function linkReaders(parts: Parts, chronologies: readonly Chronology[], readers: readonly ReaderJson[]): Promise<void> {
  const { log, store, vault, registry, clock } = parts
  const secret = await vault.secret('linking')
  const schema = recordOf(loadSystemTypes(), CASE_LINKED).fingerprint
  const at = new Date(clock.now()).toISOString()
  const records = []
  for (const { name, events } of chronologies) {
    const assigned = await assignedCase(store, events)
    if (!assigned) continue
    for (const reader of readers) {
      for (const { link, pairs } of reader.links.filter((entry) => entry.case === name)) {
        const staff = staffToken(secret, `${reader.agency}:${reader.id}`)
        const people = (pairs ?? []).flatMap((key) => assigned.people.get(key) ?? [])
        records.push(
          caseLinked({
            eventId: idOf(assigned.caseLog, staff, link, ...people),
            caseLog: assigned.caseLog,
            schema,
            at,
            agency: reader.agency,
            staff,
            role: reader.role,
            link,
            pairs: people,
            from: at,
          }),
        )
      }
    }
  }
  if (records.length === 0) return
  const appended = await (await createCaseEventWriter(log, registry))(records)
  for (const position of appended) await waitForEffect(store, position)
}
