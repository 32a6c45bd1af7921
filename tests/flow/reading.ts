import type { ReaderJson } from '../../commands/demo/folder.ts'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { inForce as placedIsShown } from '../fixtures/in-force.ts'
import type { TimelineItem } from '../../gateway/read/item.ts'
import type { Running } from './running.ts'

/** A reader with the link that they have to every case of these tests. */
export const readerOf = (
  id: string,
  role: string,
  agency: string,
  link: 'listed' | 'allocated',
  pairs?: readonly string[],
): ReaderJson => ({ id, name: id, role, agency: agencyNamed(agency), links: [{ case: 'case', link, ...(pairs ? { pairs } : {}) }] })

/** Resolves when the timeline has everything that intake has placed. */
export const inForce = ({ parts }: Running): Promise<void> => placedIsShown(parts)

/** Everything that a reader is shown of the case that an event is of. The event must be in force. */
export async function timelineOf(
  running: Running,
  { id, agency }: ReaderJson,
  purpose: string,
  event: CloudEventJson,
): Promise<readonly TimelineItem[]> {
  const caseId = running.service.reads.caseIds.outside(agency, await running.caseOf(event))
  const items: TimelineItem[] = []
  for (let next: string | null = ''; next !== null;) {
    const query = new URLSearchParams({ purpose, limit: '30', ...(next === '' ? {} : { cursor: next }) })
    const { status, json } = await running.ask(`/v1/cases/${caseId}/timeline?${query.toString()}`, { method: 'GET', as: id })
    if (status !== 200) throw new Error(`The timeline answered ${String(status)}.`)
    const page = json as { items: TimelineItem[]; next: string | null }
    items.push(...page.items)
    next = page.next
  }
  return items
}
