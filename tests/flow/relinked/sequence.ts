import type { CloudEventJson, ReaderJson } from '../../../commands/demo/folder.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { inForce, readerOf } from '../reading.ts'
import type { Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const MARAC = 'marac_risk_management'
const linked = (name: string, id: string): ReaderJson => {
  const reader = readerOf(id, 'marac_coordinator', 'westmere-marac', 'listed')
  return { ...reader, links: reader.links.map((link) => ({ ...link, case: name })) }
}

/** When it happens. */
export const START = Date.parse('2025-09-01T12:00:00Z')
/** Each with a link to one of two cases. */
export const [ofFirst, ofSecond] = [linked('first', 'coordinator-one'), linked('second', 'coordinator-two')]
const [first, second]: readonly [Pair, Pair] = [{ number: 1 }, { number: 2 }]
export const [a, b, between, later] = [
  incidentOf(first, 'A one'),
  incidentOf(second, 'B one'),
  incidentOf(second, 'B two'),
  incidentOf(second, 'B three'),
]
/** What the coordinators are shown when all is one case. */
export const ALL_WORDS = ['A one', 'B one', 'B two']

export type Caselogs = Readonly<Record<'first' | 'second', CaseLogId>>

/** A decision about the two cases; `ref` makes it another than that before. */
export const decidedNow = (op: 'merge_cases' | 'split_case', ref: string): CloudEventJson =>
  decided(op, first, [a, b], { agency_record_ref: ref })

/** The decision that the event which came in between is in no case. */
export const unlinked = (): CloudEventJson => decided('unlink_person', second, [between])

export async function send(running: Running, event: CloudEventJson): Promise<void> {
  const { status } = await running.send(event)
  if (status !== 'accepted') throw new Error(`An event of the sequence was ${status}.`)
  await inForce(running)
}

/** Two cases are merged, one more incident of the second comes, and they are split again: what is left of the woman of the second is in both. */
export async function untilApart(running: Running): Promise<Caselogs> {
  for (const event of [a, b]) await send(running, event)
  await running.link('first', [a], [ofFirst])
  await running.link('second', [b], [ofSecond])
  const logs = { first: await running.caseOf(a), second: await running.caseOf(b) }
  await send(running, decidedNow('merge_cases', 'LINK-1'))
  await send(running, between)
  await send(running, decidedNow('split_case', 'LINK-2'))
  return logs
}

/** Everything that both coordinators are given: the list of cases, and each case and its timeline by either id, as text. */
export async function shownToBoth(running: Running, logs: Caselogs): Promise<Readonly<Record<string, string>>> {
  const ids = [logs.first, logs.second].map((caseLog) => running.service.reads.caseIds.outside(agencyNamed('westmere-marac'), caseLog))
  const paths = ['/v1/cases?', ...ids.flatMap((id) => [`/v1/cases/${id}?`, `/v1/cases/${id}/timeline?limit=100&`])]
  const answers = [ofFirst, ofSecond].flatMap(({ id }) =>
    paths.map(async (path) => {
      const { status, json } = await running.ask(`${path}purpose=${MARAC}`, { method: 'GET', as: id })
      const content = Object.entries(json as object).filter(([name]) => name !== 'record' && name !== 'request_id')
      return [`${id} ${path}`, `${String(status)} ${JSON.stringify(content)}`] as const
    }),
  )
  return Object.fromEntries(await Promise.all(answers))
}

/** The words of the events on every timeline that was shown, by the coordinator. */
export const wordsShown = (texts: Readonly<Record<string, string>>): readonly (readonly string[])[] =>
  Object.entries(texts)
    .filter(([path]) => path.includes('/timeline'))
    .map(([, text]) => [...new Set(text.match(/"description":"[AB] \w+/g)?.map((found) => found.slice(15)))].sort())

/** Of how many cases the coordinators' lists are, and whether the service says that it lives. */
export async function livesWith(running: Running): Promise<{ readonly livez: number; readonly listed: readonly number[] }> {
  const lists = await Promise.all([ofFirst, ofSecond].map(({ id }) => running.ask(`/v1/cases?purpose=${MARAC}`, { method: 'GET', as: id })))
  const { status } = await running.ask('/livez', { method: 'GET' })
  return { livez: status, listed: lists.map(({ json }) => (json as { readonly items: readonly unknown[] }).items.length) }
}
