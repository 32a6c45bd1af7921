import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { LogPolicy } from '../../../core/transparency-log/witness/policy.ts'
import { compareWithWitnesses, type Compared } from '../../../consumers/witnessing/compare.ts'
import { createTelemetry } from '../../../infra/telemetry/telemetry.ts'
import { startWitnessing } from '../../../consumers/witnessing/start.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { openSqliteTransparencyLog } from '../../../infra/transparency-log/sqlite/store.ts'
import { logSigner, samplePolicy } from '../../core/transparency-log/sample-log.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { growingLog, type GrowingLog } from '../../fixtures/growing-log.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'
import { startTestWitness, type TestWitness } from '../../fixtures/witnesses.ts'

describe('the log here, compared with what witnesses have cosigned', () => {
  let folder: TemporaryFolder
  let witnesses: TestWitness[]
  let opened: TransparencyLogStore[]
  let policy: LogPolicy
  const clock = fixtureClock()
  const newLog = async (name: string): Promise<{ readonly store: TransparencyLogStore; readonly log: GrowingLog }> => {
    const store = await openSqliteTransparencyLog(join(folder.path, name))
    opened.push(store)
    return { store, log: growingLog(store, logSigner) }
  }
  const compare = (store: TransparencyLogStore, accepted = 0): Promise<Compared> =>
    compareWithWitnesses({ store, policy, signer: logSigner, accepted })
  /** Has all witnesses cosign what a store has signed. */
  const cosign = async (store: TransparencyLogStore): Promise<void> => {
    const { metrics } = createTelemetry({ clock, roles: [] })
    const consumer = startWitnessing({ store, policy, clock, logger: createLog('silent'), metrics, everyMs: 10 })
    while ((await store.cosigned())?.size !== (await store.signed())?.size) await new Promise((resolve) => setTimeout(resolve, 20))
    await consumer.stop()
  }
  beforeEach(async () => {
    folder = temporaryFolder()
    opened = []
    witnesses = await Promise.all(['police', 'probation', 'health'].map((name) => startTestWitness(name, logSigner, folder.path)))
    policy = samplePolicy([...witnesses.map(({ line }) => line()), 'group agencies 2 police probation health', 'quorum agencies'])
  })
  afterEach(async () => {
    for (const witness of witnesses) await witness.close()
    for (const store of opened) await store.close()
    folder.remove()
  })

  it('goes on from it, or nothing was cosigned yet', async () => {
    const { store, log } = await newLog('log')
    expect((await compare(store)).verdict).toBe('consistent')
    await log.grow(300)
    await log.sign()
    await cosign(store)
    await log.grow(500)
    await log.sign()
    expect(await compare(store)).toEqual({ verdict: 'consistent', size: 0, witnesses: [] })
  })

  it('is behind where a witness has seen more, also when nothing was ever signed here', async () => {
    const [newer, older, empty] = [await newLog('newer'), await newLog('older'), await newLog('empty')]
    for (const { log } of [newer, older]) {
      await log.grow(200)
      await log.sign()
    }
    await newer.log.grow(300)
    await newer.log.sign()
    await cosign(newer.store)
    expect(await compare(older.store)).toEqual({ verdict: 'behind', size: 300, witnesses: ['police', 'probation', 'health'] })
    expect(await compare(empty.store)).toMatchObject({ verdict: 'behind', size: 300 })
    // People have accepted that what is gone is gone.
    expect((await compare(older.store, 300)).verdict).toBe('consistent')
    expect((await compare(older.store, 299)).verdict).toBe('behind')
  })

  it('is another history where one does not go on from what a witness has seen', async () => {
    const [one, other] = [await newLog('one'), await newLog('other')]
    await one.log.grow(300)
    await one.log.sign()
    await cosign(one.store)
    await other.log.grow(400, { fork: 'x' })
    await other.log.sign()
    expect(await compare(other.store)).toMatchObject({ verdict: 'forked', witnesses: ['police', 'probation', 'health'] })
    expect((await compare(other.store, 300)).verdict).toBe('consistent')
  })

  it('is not known where those who are silent could be a quorum; one silent witness of three is none', async () => {
    const { store, log } = await newLog('log')
    await log.grow(300)
    await log.sign()
    await witnesses[0]?.away()
    expect((await compare(store)).verdict).toBe('consistent')
    await witnesses[1]?.away()
    expect(await compare(store)).toEqual({ verdict: 'silent', size: 0, witnesses: ['police', 'probation'] })
    policy = samplePolicy([...witnesses.map(({ line }) => line()), 'quorum none'])
    expect((await compare(store)).verdict).toBe('consistent')
  })
})
