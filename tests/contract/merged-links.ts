import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { EffectiveDecision } from '../../core/linking/fold-log.ts'
import { loadLinks, moveLinks } from '../../consumers/intake/links-store.ts'
import { circularMerges } from '../../consumers/intake/verify/circular-merges.ts'
import { compareRows } from '../../consumers/intake/verify/compare-rows.ts'
import { asLinkRows } from '../../consumers/intake/verify/link-rows.ts'
import { afterDecision, linkedCases, logsOf, NO_LINKS, type CaseLinks } from '../../core/linking/case-links.ts'
import { NO_EFFECTS, type LinkDecision, type Merged, type Split } from '../../core/linking/decision.ts'
import type { MayBe } from '../../schemas/generated/records.ts'
import { readCaseLinks } from '../../gateway/read/case-links.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { hasCircle } from '../core/linking/who-is-who.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../fixtures/ids.ts'

const LOGS = [caseLogNamed('c0'), caseLogNamed('c1'), caseLogNamed('c2'), caseLogNamed('c3'), caseLogNamed('c4'), caseLogNamed('c5')]
const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5']
const logs = LOGS.map((caseLog) => ({ caseLog }))

/** Merges as no intake writes them now: of an id into itself, of two into each other, in circles of any length. */
const caseMerge = fc
  .tuple(fc.constantFrom(...LOGS), fc.constantFrom(...LOGS))
  .map(([id, into]): Merged => ({ kind: 'case', id, into, case_log: id, into_case_log: into }))
const personMerge = fc
  .tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE), fc.constantFrom(...LOGS), fc.constantFrom(...LOGS))
  .map(([id, into, one, other]): Merged => ({
    kind: 'person',
    id: personNamed(id),
    into: personNamed(into),
    case_log: one,
    into_case_log: other,
  }))
const splits = fc.array(
  fc.constantFrom(
    ...LOGS.map((id) => ({ kind: 'case' as const, id })),
    ...PEOPLE.map((id) => ({ kind: 'person' as const, id: personNamed(id) })),
  ),
  { maxLength: 2 },
)
const mayBe = fc
  .tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE), fc.constantFrom(...LOGS), fc.constantFrom(...LOGS))
  .map(([person, candidate, one, other]): MayBe => ({
    person: personNamed(person),
    case_log: one,
    candidate: personNamed(candidate),
    candidate_log: other,
  }))
const merges = fc.array(fc.oneof(caseMerge, personMerge), { minLength: 1, maxLength: 4 })
const decisions = fc.array(fc.tuple(merges, splits, fc.array(mayBe, { maxLength: 3 })), {
  minLength: 1,
  maxLength: 12,
  size: 'max',
})

const entryOf = (
  merged: readonly Merged[],
  split: readonly Pick<Split, 'kind' | 'id'>[],
  place: number,
  candidates: readonly MayBe[] = [],
): EffectiveDecision => {
  const decision: LinkDecision = {
    ...NO_EFFECTS,
    merged,
    candidates,
    split: split.map((one) => ({ ...one, since: place, case_logs: [] })),
    epoch: 1,
    agency: agencyNamed('a'),
    system: 's',
    event_id: `e${String(place)}`,
    digest: 'd',
    inbox: { topic: 'agency.a.events', partition: 0, offset: place },
    op: 'merge_cases',
    case_log: caseLogNamed('c0'),
  }
  return { kind: 'decision', sequence: place + 1, decision }
}

const TABLES = ['link_claim', 'link_merged', 'link_candidate', 'link_split', 'log_head', 'consumer_offset'] as const

/** Folds decisions into the link tables, as an intake does: in batches of the sizes given, the rest in one. */
async function fold({ db }: ReadStore, entries: readonly EffectiveDecision[], sizes: readonly number[]): Promise<void> {
  for (const table of TABLES) await db.deleteFrom(table).execute()
  for (let [at, batch] = [0, 0]; at < entries.length; batch++) {
    const part = entries.slice(at, at + (sizes[batch] ?? entries.length))
    at += part.length
    const stored = await loadLinks(db)
    await moveLinks(db, stored, { next: at, state: { epoch: 1, head: { sequence: at, chain: Buffer.alloc(32, at) } } }, part)
  }
}

const mergedRows = async ({ db }: ReadStore) => db.selectFrom('link_merged').selectAll().orderBy('id').execute()

/** Every fold of links.events says the same of whatever merges it holds, and ends: one suite for both read stores. */
export function mergedLinksContract(
  name: string,
  factory: () => Promise<{ readonly open: () => Promise<ReadStore>; readonly remove: () => Promise<void> }>,
): void {
  describe(`what is merged, in the read store (${name})`, () => {
    let store: ReadStore
    let remove: () => Promise<void>
    beforeAll(async () => {
      const made = await factory()
      remove = made.remove
      store = await made.open()
    }, 120_000)
    afterAll(async () => {
      await store?.close()
      await remove?.()
    })

    it('is the same for intake in batches of any size, for a reader, for a replay and for verify, without a circle', async () => {
      await fc.assert(
        fc.asyncProperty(decisions, fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }), async (drawn, sizes) => {
          const entries = drawn.map(([merged, split, candidates], place) => entryOf(merged, split, place, candidates))
          await fold(store, entries, sizes)
          const inPieces = await mergedRows(store)
          await fold(store, entries, [])
          expect(inPieces).toEqual(await mergedRows(store))
          const replayed = entries.reduce((links: CaseLinks, { decision }) => afterDecision(links, decision), NO_LINKS)
          expect(inPieces.map(({ id, into_id: into }) => [id, into])).toEqual(
            [...replayed.merged.values()].map(({ id, into }) => [id, into]).sort(),
          )
          expect(hasCircle(replayed.merged)).toBe(false)
          for (const caseLog of LOGS) {
            const { links, caseLogs } = await readCaseLinks(store.db, [caseLog])
            const own = logsOf(replayed, caseLog)
            expect(logsOf(links, caseLog)).toEqual(own)
            expect(caseLogs).toEqual(expect.arrayContaining([...own]))
            const whole = own.map((log) => ({ caseLog: log }))
            const sorted = (cases: ReturnType<typeof linkedCases>) =>
              cases.map((one) => ({ ...one, same: [...one.same].sort(), candidates: [...one.candidates].sort() }))
            expect(sorted(linkedCases(links, whole))).toEqual(sorted(linkedCases(replayed, whole)))
            expect(sorted(linkedCases(replayed, logs.toReversed()))).toEqual(sorted(linkedCases(replayed, logs)))
          }
          const rows = asLinkRows({
            claims: await store.db.selectFrom('link_claim').selectAll().execute(),
            merged: await mergedRows(store),
            candidates: await store.db.selectFrom('link_candidate').selectAll().execute(),
            split: [],
            left: [],
            persons: [],
            tokens: [],
            proceedings: [],
            cases: [],
            statements: [],
          })
          expect(compareRows(entries, rows, 'store')).toEqual([])
        }),
        { numRuns: 25 },
      )
    }, 120_000)

    it('names the entries that would merge something into itself, and no other', () => {
      const [self, there, back] = [
        ['p0', 'p0'],
        ['p1', 'p2'],
        ['p2', 'p1'],
      ].map(([id = '', into = '']): Merged => ({
        kind: 'person',
        id: personNamed(id),
        into: personNamed(into),
        case_log: caseLogNamed('c0'),
        into_case_log: caseLogNamed('c1'),
      }))
      if (self === undefined || there === undefined || back === undefined) throw new Error('Three merges are needed.')
      const entries = [
        entryOf([there], [], 0),
        entryOf([self, there], [], 1),
        entryOf([back], [], 2),
        entryOf([back], [{ kind: 'person', id: personNamed('p1') }], 3),
      ]
      expect(circularMerges(entries)).toEqual([
        { code: 'merge-circular', in: 'log', sequence: 2 },
        { code: 'merge-circular', in: 'log', sequence: 3 },
      ])
    })

    it('a table that holds a circle all the same, as one written by hand, has one answer for a reader, who gets it', async () => {
      await fold(store, [], [])
      const row = (id: string, into: string, number: number) => ({
        kind: 'case' as const,
        id: caseLogNamed(id),
        into_id: caseLogNamed(into),
        case_log: caseLogNamed(id),
        into_case_log: caseLogNamed(into),
        number,
      })
      await store.db
        .insertInto('link_merged')
        .values([row('c0', 'c0', 1), row('c2', 'c3', 2), row('c3', 'c4', 3), row('c4', 'c2', 4), row('c1', 'c4', 5)])
        .execute()
      for (const caseLog of [caseLogNamed('c1'), caseLogNamed('c2'), caseLogNamed('c3'), caseLogNamed('c4')])
        expect(logsOf((await readCaseLinks(store.db, [caseLog])).links, caseLog)).toEqual(['c1', 'c2', 'c3', 'c4'])
      const { links } = await readCaseLinks(store.db, LOGS)
      expect(linkedCases(links, logs).map((one) => [one.caseLog, one.logs.length])).toEqual([
        ['c0', 1],
        ['c2', 4],
        ['c5', 1],
      ])
    })

    it('loses the rows of circles by the migration, and what was merged well stays', async () => {
      const { noCircularMerges } = await import('../../infra/read-store/migrations/0007-no-circular-merges.ts')
      const secondMigration = async (): Promise<readonly string[]> => {
        for (const statement of noCircularMerges.statements) await sql.raw(statement).execute(store.db)
        return (await mergedRows(store)).map(({ id }) => id)
      }
      const row = (id: string, into: string) => ({
        kind: 'case' as const,
        id: caseLogNamed(id),
        into_id: caseLogNamed(into),
        case_log: caseLogNamed(id),
        into_case_log: caseLogNamed(into),
        number: 1,
      })
      await fold(store, [entryOf([], [], 0)], [])
      await store.db
        .insertInto('link_merged')
        .values([row('c0', 'c0'), row('c2', 'c1'), row('c3', 'c2')])
        .execute()
      expect(await secondMigration()).toEqual(['c2', 'c3'])
      expect((await loadLinks(store.db)).next).toBe(1)
      await store.db
        .insertInto('link_merged')
        .values([row('c1', 'c3')])
        .execute()
      expect(await secondMigration()).toEqual([])
      expect(await loadLinks(store.db)).toMatchObject({ next: undefined, state: { epoch: 0, head: { sequence: 0 } } })
    })
  })
}
