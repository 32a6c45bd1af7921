import type { OwnStatement, KnownStatement } from '../../core/publish/own-events/statement.ts'
import { keysOfStatement } from '../../core/publish/own-events/statements.ts'
import type { InboxPosition } from '../../core/publish/receipt-id.ts'
import type { OwnStatementTable } from '../../infra/read-store/tables.ts'
import type { AgencyId } from '../../schemas/ids.ts'

/** An event as a claim or an entry of unlinked.events has it. */
interface Stated {
  readonly agency: AgencyId
  readonly system: string
  readonly event_id: string
  readonly type: string
  readonly inbox: InboxPosition
  readonly states: OwnStatement | null
}

/** The rows by which what an event says is found: one for each key of its statement, none where it has none. */
export function statementRows({ agency, system, event_id: eventId, type, inbox, states }: Stated): readonly OwnStatementTable[] {
  if (states === null) return []
  const { begun, proceedings, corrects, retracts, says } = states
  const row = {
    agency,
    system,
    event_id: eventId,
    type,
    inbox_topic: inbox.topic,
    inbox_partition: inbox.partition,
    inbox_offset: inbox.offset,
    statement: JSON.stringify({ begun, proceedings, corrects, retracts, says } satisfies OwnStatement),
  }
  return keysOfStatement({ ...states, agency, system, eventId, type, inbox }).map((about) => ({ about, ...row }))
}

/** What a row says. */
export const knownStatement = ({
  agency,
  system,
  event_id: eventId,
  type,
  inbox_topic: topic,
  inbox_partition: partition,
  inbox_offset: offset,
  statement,
}: OwnStatementTable): KnownStatement => ({
  ...(JSON.parse(statement) as OwnStatement),
  agency,
  system,
  eventId,
  type,
  inbox: { topic, partition, offset },
})
