import type { ReaderJson } from '../../commands/demo/folder.ts'
import type { DemoWorld } from '../fixtures/demo-world.ts'
import { caseOf } from '../gateway/audit/replay/reads.ts'

/** What a reader is given for a purpose: status and body of the case list, the case and its timeline. */
export async function shownTo(world: DemoWorld, reader: ReaderJson, purpose: string): Promise<unknown> {
  const id = await world.caseId(caseOf(reader), reader.agency)
  const answers = []
  for (const path of [`?purpose=${purpose}`, `/${id}?purpose=${purpose}`, `/${id}/timeline?purpose=${purpose}&limit=100`]) {
    const answer = await world.get(`/v1/cases${path}`, reader.id)
    answers.push([answer.status, await answer.json()])
  }
  return answers
}

/** An id for readers, or a pseudonym. */
const KEYED = /^(?:[A-Za-z0-9_-]{22}|person-[0-9a-f]{12})$/

/** The same without ids that are keyed per installation. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return KEYED.test(value) ? 'id' : value
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner)]))
}
