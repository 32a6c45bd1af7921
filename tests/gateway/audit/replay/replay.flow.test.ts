import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { createAccessLog } from '../../../../gateway/audit/access-log.ts'
import { askedReplay } from '../../../../gateway/audit/asked-replay.ts'
import { openJournal } from '../../../../gateway/audit/replay/journal.ts'
import { replay, type ReplayOptions } from '../../../../gateway/audit/replay/replay.ts'
import type { ReplayRange, ReplayReport } from '../../../../gateway/audit/replays.ts'
import { createRecordCodec } from '../../../../infra/registry/record-codec.ts'
import { policyOf } from '../../../../policy/policy-of.ts'
import { loadRecords } from '../../../../schemas/index.ts'
import { loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { caseLogNamed, personNamed } from '../../../fixtures/ids.ts'
import { readSome } from './reads.ts'

const READER = 'norshire-coordinator'
const STAFF = 'norshire-marac:norshire-coordinator'
const ID = '0e0f1f0a-53b3-4b1b-9f5e-1a2b3c4d5e6f'
const NOBODY = personNamed('5b1b0f1f-53b3-4b1b-9f5e-1a2b3c4d5e6f')

interface Opened {
  readonly action: string
  readonly opened: {
    readonly actor: { readonly staff: string | null }
    readonly request: { readonly cases: readonly string[] }
    readonly decision: { readonly released: readonly (readonly [number, number, readonly (readonly [string, string, string])[]])[] }
  }
}

describe('a replay', () => {
  let world: DemoWorld
  let kestrel = caseLogNamed('')
  let ids: readonly string[] = []
  let to = ''
  let folder = ''
  const timeZone = process.env.TZ
  beforeAll(async () => {
    world = await loadDemoWorld()
    await readSome(world)
    kestrel = await world.caseLog('KESTREL')
    const { items } = (await (await world.get('/v1/access-records?limit=1000', 'auditor')).json()) as {
      items: readonly { id: string; at: string }[]
    }
    ids = items.map(({ id }) => id)
    to = items.at(-1)?.at ?? ''
    folder = mkdtempSync(join(tmpdir(), 'replays-'))
  }, 180_000)
  afterEach(() => {
    if (timeZone === undefined) delete process.env.TZ
    else process.env.TZ = timeZone
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await world.close()
  })

  const run = (range: ReplayRange, options: ReplayOptions = {}): Promise<ReplayReport> =>
    replay({ ...world.parts, records: loadRecords(), policyOf }, { ids, to, ...range }, options)
  const matching = async (range: ReplayRange): Promise<number> => {
    const { counts, findings } = await run(range)
    expect([Object.keys(counts), findings]).toEqual([['match'], []])
    return counts.match ?? 0
  }
  /** Every record of the range, as an auditor opens it. */
  const openedRecords = async (): Promise<readonly Opened[]> => {
    const records: Opened[] = []
    for (const id of ids) records.push((await (await world.get(`/v1/access-records/${id}`, 'auditor')).json()) as Opened)
    return records
  }

  it('is of a case, a reader, an action or a person: of as many records as there are of each', async () => {
    const records = await openedRecords()
    const count = (is: (record: Opened) => boolean): number => records.filter(is).length
    const [shown] = records.flatMap(({ opened: { decision } }) => decision.released.flatMap(([, , parts]) => parts.map(([owner]) => owner)))
    expect(await matching({})).toBe(ids.length)
    expect(await matching({ case: kestrel })).toBe(count(({ opened }) => opened.request.cases.includes(kestrel)))
    expect(await matching({ reader: STAFF })).toBe(count(({ opened }) => opened.actor.staff === STAFF))
    expect(await matching({ action: 'timeline' })).toBe(count(({ action }) => action === 'timeline'))
    expect(await matching({ action: 'timeline', reader: STAFF, case: kestrel })).toBeGreaterThan(0)
    expect(await matching({ person: NOBODY })).toBe(0)
    expect(shown).toBeDefined()
  })

  it('is of the reads that gave out something about a person', async () => {
    const records = await openedRecords()
    const owners = records.flatMap(({ opened: { decision } }) => decision.released.flatMap(([, , parts]) => parts.map(([owner]) => owner)))
    const person = owners.find((owner) => owner !== '') ?? ''
    const about = records.filter(({ opened: { decision } }) =>
      decision.released.some(([, , parts]) => parts.some(([owner]) => owner === person)),
    )
    const found = await matching({ person: personNamed(person) })
    expect(found).toBeGreaterThanOrEqual(about.length)
    expect(about.length).toBeGreaterThan(0)
    expect(found).toBeLessThan(ids.length)
  })

  it('gives the same bytes on one thread and on several, and in another time zone', async () => {
    const whole = JSON.stringify(await run({}))
    expect(JSON.stringify(await run({}, { workers: 3, worthAThread: 1 }))).toBe(whole)
    process.env.TZ = 'Pacific/Apia'
    expect(JSON.stringify(await run({}))).toBe(whole)
    expect(JSON.stringify(await run({}, { workers: 2, worthAThread: 1 }))).toBe(whole)
  }, 120_000)

  it('goes on where it was stopped, over the records that it began with, and leaves nothing when it is over', async () => {
    const whole = JSON.stringify(await run({}))
    const stopped = run(
      {},
      {
        journal: await openJournal(folder, ID, world.parts.vault),
        onProgress: ({ done }) => {
          if (done > ids.length / 2) throw new Error('stopped')
        },
      },
    )
    await expect(stopped).rejects.toThrow('stopped')
    const [file = ''] = readdirSync(folder)
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(ids[0])
    await world.get('/v1/cases?purpose=marac_risk_management', READER)
    const journal = await openJournal(folder, ID, world.parts.vault)
    const progress: number[] = []
    const report = await run({ action: 'of another range' }, { journal, onProgress: ({ done }) => progress.push(done) })
    expect(JSON.stringify(report)).toBe(whole)
    expect(progress[1]).toBeGreaterThan(0)
    expect(progress.at(-1)).toBe(ids.length)
    expect(existsSync(join(folder, file))).toBe(false)
  })

  it('is asked for by an auditor with every field, on record, and is found again by its id; nobody’s own reads are', async () => {
    const asked = { case: kestrel, reader: STAFF, action: 'timeline', person: NOBODY }
    const { id, counts } = (await (await world.post('/v1/replays', 'auditor', asked)).json()) as { id: string; counts: object }
    expect(counts).toEqual({ match: 0 })
    const accessLog = createAccessLog(world.parts.log, createRecordCodec(world.parts.registry))
    expect(await askedReplay({ accessLog, vault: world.parts.vault }, id)).toEqual({ ...asked, to: expect.any(String) })
    const refused = await world.post('/v1/replays', 'auditor', { reader: 'nobody' })
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ pointer: '/reader' }] }])
    const own = await world.post('/v1/replays', 'auditor', { reader: 'throughline-operator:auditor' })
    expect([own.status, await own.json()]).toMatchObject([403, { code: 'own-reads' }])
    const last = (await accessLog.read(0, 100_000)).at(-1)
    expect(last?.record).toMatchObject({ action: 'audit-replay', outcome: 'own-reads', role: 'auditor' })
    const other = await world.post('/v1/replays', 'auditor-2', { reader: 'throughline-operator:auditor' })
    const { id: ofOther } = (await other.json()) as { readonly id: string }
    expect([other.status, (await world.get(`/v1/replays/${ofOther}`, 'auditor')).status]).toEqual([200, 403])
    expect((await world.get(`/v1/replays/${ofOther}`, 'auditor-2')).status).toBe(200)
  })
})
