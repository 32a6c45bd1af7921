import type { EventLog } from '../../infra/event-log/port.ts'
import { INBOX_PATTERN } from '../../infra/event-log/topics.ts'
import type { Finding } from '../finding.ts'
import { intakeGroupOf } from './start.ts'

/** Inboxes that begin after what intake has taken: events that their senders were told are durable are gone. What intake has taken may be trimmed. */
export async function cutInboxes(log: EventLog): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { topic } of await log.topics()) {
    if (!INBOX_PATTERN.test(topic)) continue
    const [range] = await log.ranges(topic)
    const taken = await log.committed(intakeGroupOf(topic), topic, 0)
    if (range !== undefined && taken !== undefined && range.start > taken)
      findings.push({ code: 'inbox-cut', in: 'log', topic, partition: 0, offset: taken, records: range.start - taken })
  }
  return findings
}
