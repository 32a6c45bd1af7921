import type { SentEvent } from '../events.ts'
import type { Reading } from './reading.ts'

/** Cases of the reader whose timeline does not show exactly the events that were acknowledged. */
export async function wronglyShown(reading: Reading, acknowledged: readonly SentEvent[]): Promise<readonly string[]> {
  const refOf = ({ body }: SentEvent): string => body.data.agency_record_ref
  const caseOf = new Map(acknowledged.map((event) => [refOf(event), event.caseNumber]))
  const wrong: string[] = []
  for (const id of await reading.cases()) {
    const shown = (await reading.whole(id)) ?? []
    const caseNumber = caseOf.get(shown[0] ?? '')
    const expected = acknowledged.filter((event) => event.caseNumber === caseNumber).map(refOf)
    if (shown.toSorted().join('\n') !== expected.toSorted().join('\n')) {
      wrong.push(`A timeline shows ${String(shown.length)} events in place of ${String(expected.length)} acknowledged.`)
    }
  }
  return wrong
}
