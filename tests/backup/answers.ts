import { demoReaders, type DemoWorld } from '../fixtures/demo-world.ts'
import { caseOf, purposesOf } from '../gateway/audit/replay/reads.ts'

/** Status, headers and bodies of people's timelines, for every purpose of theirs, but what is of the one request: its time and its record. */
export async function timelines(world: DemoWorld, readers = demoReaders): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>()
  for (const reader of readers) {
    const id = await world.caseId(caseOf(reader), reader.agency)
    for (const purpose of purposesOf(reader)) {
      const answer = await world.get(`/v1/cases/${id}/timeline?purpose=${purpose}`, reader.id)
      const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'access-record')
      all.set(`${reader.id} ${purpose}`, JSON.stringify([answer.status, headers, await answer.text()]))
    }
  }
  return all
}
