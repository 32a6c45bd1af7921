import { performance } from 'node:perf_hooks'
import type { Judged } from '../../../consumers/intake/candidate.ts'
import { createAssigner } from '../../../consumers/intake/assign-case.ts'
import { contentDigest } from '../../../core/linking/digest.ts'
import { evidenceOf } from '../../../core/linking/evidence.ts'
import { emptyIndex } from '../../../core/linking/link-index.ts'
import { linkingSecret } from '../../../core/linking/tokens.ts'
import { schemaFor } from '../../fixtures/case-records.ts'
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
  /** Of the other true pairs, those of which a record waits and is a line of the list of a case of that person. */
  readonly listed: number
  /** Of those, such of which a record waits and is on no list. */
  readonly waiting: number
  /** Of those, both records in cases of their own: nothing that they share is right in both. */
  readonly apart: number
  /** Lines of the list that are of somebody else's case. */
  readonly listedElsewhere: number
  readonly seconds: number
}

const secret = linkingSecret(Buffer.alloc(32, 5))

/** Sends a data set through linking, as one batch of intake over an empty store. */
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
  let drawn = 0
  const knowledge = {
    index: emptyIndex(),
    load: async () => undefined,
    loadStatements: async () => undefined,
    loadWaysOfPeople: async () => undefined,
    awaited: () => false,
  }
  const { assigned, possible } = await createAssigner({
    epoch: 1,
    knowledge,
    ids: () => `id-${String(drawn++)}`,
    secret,
    waitingFor: async () => [],
  }).assign(judged)
  const people = new Map(events.map(({ event, record }) => [event.id, record.person]))
  const caseOf = new Map(assigned.map(({ candidate, caseLog }) => [candidate.event.id, caseLog]))
  const lists = Map.groupBy(
    possible.filter(({ candidate }) => !caseOf.has(candidate.event.id)),
    ({ candidate }) => candidate.event.id,
  )
  const owners = new Map<string, Set<string>>()
  for (const [id, caseLog] of caseOf) owners.set(caseLog, (owners.get(caseLog) ?? new Set()).add(people.get(id) ?? ''))
  const isListed = (id: string): boolean =>
    (lists.get(id) ?? []).some(({ caseLog }) => owners.get(caseLog)?.has(people.get(id) ?? '') === true)

  let [truePairs, right, listed, waiting, apart] = [0, 0, 0, 0, 0]
  for (const ids of Map.groupBy(people, ([, person]) => person).values()) {
    for (const [at, [one]] of ids.entries())
      for (const [other] of ids.slice(at + 1)) {
        truePairs += 1
        const [here, there] = [caseOf.get(one), caseOf.get(other)]
        if (here !== undefined && here === there) right += 1
        else if (isListed(one) || isListed(other)) listed += 1
        else if (here === undefined || there === undefined) waiting += 1
        else apart += 1
      }
  }
  const inOne = [...Map.groupBy(caseOf, ([, caseLog]) => caseLog).values()].map((of) => of.map(([id]) => people.get(id)))
  const wrong = inOne.reduce(
    (sum, of) => sum + of.reduce((count, person, at) => count + of.slice(at + 1).filter((other) => other !== person).length, 0),
    0,
  )
  const listedElsewhere = [...lists].reduce(
    (sum, [id, lines]) =>
      sum + new Set(lines.map(({ caseLog }) => caseLog).filter((caseLog) => owners.get(caseLog)?.has(people.get(id) ?? '') !== true)).size,
    0,
  )
  return {
    records: records.length,
    truePairs,
    right,
    wrong,
    listed,
    waiting,
    apart,
    listedElsewhere,
    seconds: Math.round(performance.now() - began) / 1000,
  }
}
