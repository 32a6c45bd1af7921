import { performance } from 'node:perf_hooks'
import type { Candidate, Judged } from '../../../consumers/intake/candidate.ts'
import { createAssigner, type AssignedEvent, type PossibleMatch } from '../../../consumers/intake/assign-case.ts'
import { contentDigest } from '../../../core/linking/digest.ts'
import { evidenceOf } from '../../../core/linking/evidence.ts'
import { emptyIndex } from '../../../core/linking/link-index.ts'
import { linkingSecret } from '../../../core/linking/tokens.ts'
import { schemaFor } from '../../fixtures/case-records.ts'
import { countedIds } from '../../fixtures/ids.ts'
import { eventsOf } from './events.ts'
import type { DataSet, FebrlRecord } from './records.ts'

/** What became of a data set. Pairs are of two records. */
export interface Figures {
  readonly records: number
  /** Pairs of one person. */
  readonly truePairs: number
  /** Of those, pairs in one case. */
  readonly right: number
  /** Pairs of two people in one case. */
  readonly wrong: number
  /** Of the other true pairs, those that lines of the list lead together: whoever follows each line of that person has both in one case. */
  readonly listed: number
  /** Of the others, such of which a record waits and is on no list of that person. */
  readonly waiting: number
  /** Of the others, those whose records are in cases, or on lists, that nothing leads together. */
  readonly apart: number
  /** Events on the list of a case, each once for each case. */
  readonly lines: number
  /** Of those, such of somebody who is not of that case. */
  readonly linesElsewhere: number
  /** Lines that are of somebody of that case, of all. */
  readonly precision: number
  readonly seconds: number
}

const secret = linkingSecret(Buffer.alloc(32, 5))

/** What stands for each place, of those that lines lead together; itself where none does. */
function groupsOf(lines: readonly (readonly [string, string])[]): (place: string) => string {
  const into = new Map<string, string>()
  const groupOf = (place: string): string => {
    const next = into.get(place)
    return next === undefined ? place : groupOf(next)
  }
  for (const [one, other] of lines) if (groupOf(one) !== groupOf(other)) into.set(groupOf(one), groupOf(other))
  return groupOf
}

/** Records of a batch of intake. */
const BATCH = 100

/** Sends a data set through linking, in batches of intake over what they made known. */
export async function figuresOf(set: DataSet, records: readonly FebrlRecord[]): Promise<Figures> {
  const began = performance.now()
  const events = eventsOf(set, records)
  const judged = events.map(({ event }, offset): Judged => {
    const schema = schemaFor(event)
    return {
      kind: 'candidate',
      candidate: {
        inbox: { topic: `agency.${event.agency}.events`, partition: 0, offset },
        publishedAt: 0,
        schema,
        event,
        wire: Buffer.alloc(0),
        fingerprint: '',
        held: [],
        warnings: [],
        forAll: false,
        waited: false,
        states: null,
        publisher: { kind: 'police', areas: [] },
        evidence: evidenceOf(secret, schema, event, []),
        digest: contentDigest(secret, event),
      },
    }
  })
  const waitsFor = new Map<string, Set<Candidate>>()
  const ids = countedIds()
  const knowledge = {
    index: emptyIndex(),
    load: async () => undefined,
    loadStatements: async () => undefined,
    loadAlike: async () => undefined,
    loadWaysOfPeople: async () => undefined,
    awaited: (token: string) => waitsFor.has(token),
  }
  const assigned: AssignedEvent[] = []
  const noted: PossibleMatch[] = []
  for (let at = 0; at < judged.length; at += BATCH) {
    const assignments = await createAssigner({
      epoch: 1,
      knowledge,
      ids,
      secret,
      waitingFor: async (tokens) => [...new Set(tokens.flatMap((token) => [...(waitsFor.get(token) ?? [])]))],
    }).assign(judged.slice(at, at + BATCH))
    assigned.push(...assignments.assigned)
    noted.push(...assignments.possible, ...assignments.alike)
    for (const { candidate, awaits } of assignments.waiting) {
      const waited = { ...candidate, waited: true }
      for (const token of awaits) waitsFor.set(token, (waitsFor.get(token) ?? new Set()).add(waited))
    }
  }
  const people = new Map(events.map(({ event, record }) => [event.id, record.person]))
  const caseOf = new Map(assigned.map(({ candidate, caseLog }) => [candidate.event.id, caseLog]))
  const owners = new Map<string, Set<string>>()
  for (const [id, caseLog] of caseOf) owners.set(caseLog, (owners.get(caseLog) ?? new Set()).add(people.get(id) ?? ''))
  const lines = [...new Map(noted.map((line) => [`${line.candidate.event.id} ${line.caseLog}`, line])).values()]
  const isRight = ({ candidate, caseLog }: (typeof lines)[number]): boolean =>
    owners.get(caseLog)?.has(people.get(candidate.event.id) ?? '') === true
  /** The case of an event, or the event itself while it waits. */
  const placeOf = (id: string): string => caseOf.get(id) ?? id
  const ledTogether = groupsOf(lines.filter(isRight).map(({ candidate, caseLog }) => [placeOf(candidate.event.id), caseLog]))
  const onList = new Set(lines.filter(isRight).map(({ candidate }) => candidate.event.id))
  const isUnlisted = (id: string): boolean => !caseOf.has(id) && !onList.has(id)

  let [truePairs, right, listed, waiting, apart] = [0, 0, 0, 0, 0]
  for (const ids of Map.groupBy(people, ([, person]) => person).values()) {
    for (const [at, [one]] of ids.entries())
      for (const [other] of ids.slice(at + 1)) {
        truePairs += 1
        const [here, there] = [placeOf(one), placeOf(other)]
        if (here === there) right += 1
        else if (ledTogether(here) === ledTogether(there)) listed += 1
        else if (isUnlisted(one) || isUnlisted(other)) waiting += 1
        else apart += 1
      }
  }
  const inOne = [...Map.groupBy(caseOf, ([, caseLog]) => caseLog).values()].map((of) => of.map(([id]) => people.get(id)))
  const wrong = inOne.reduce(
    (sum, of) => sum + of.reduce((count, person, at) => count + of.slice(at + 1).filter((other) => other !== person).length, 0),
    0,
  )
  const linesElsewhere = lines.filter((line) => !isRight(line)).length
  return {
    records: records.length,
    truePairs,
    right,
    wrong,
    listed,
    waiting,
    apart,
    lines: lines.length,
    linesElsewhere,
    precision: lines.length === 0 ? 1 : Math.round((1 - linesElsewhere / lines.length) * 1_000) / 1_000,
    seconds: Math.round(performance.now() - began) / 1000,
  }
}
