import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { formatVerifierKey } from '../../../core/transparency-log/notes/verifier-key.ts'
import { openUnderPolicy, type LogPolicy } from '../../../core/transparency-log/witness/policy.ts'
import { startWitnessing } from '../../../consumers/witnessing/start.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { Consumer } from '../../../infra/event-log/port.ts'
import type { Log } from '../../../infra/telemetry/logger.ts'
import { createTelemetry, type Telemetry } from '../../../infra/telemetry/telemetry.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { openSqliteTransparencyLog } from '../../../infra/transparency-log/sqlite/store.ts'
import { quorumState } from '../../../infra/witness/quorum-state.ts'
import { logSigner, samplePolicy, witnessSigner } from '../../core/transparency-log/sample-log.ts'
import { growingLog, type GrowingLog } from '../../fixtures/growing-log.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'
import { startTestWitness, type TestWitness } from '../../fixtures/witnesses.ts'

const BEGIN = Date.parse('2026-11-02T12:00:00Z')
const MINUTE = 60_000

describe('checkpoints of the transparency log', () => {
  let folder: TemporaryFolder
  let store: TransparencyLogStore
  let log: GrowingLog
  let [police, probation, health]: TestWitness[] = []
  let witnesses: TestWitness[]
  let consumer: Consumer | undefined
  let telemetry: Telemetry
  let now: number
  let said: unknown[]
  const clock: Clock = { now: () => now }
  const note = (fields: object): void => void said.push(fields)
  const logger: Log = { info: () => undefined, warn: note, error: note, fatal: note }
  const policyOf = (lines: readonly string[]): LogPolicy => samplePolicy(lines)
  const twoOfThree = (): LogPolicy =>
    policyOf([...witnesses.map(({ line }) => line()), `group agencies 2 ${witnesses.map(({ name }) => name).join(' ')}`, 'quorum agencies'])
  const start = (policy: LogPolicy): void => {
    consumer = startWitnessing({ store, policy, clock, logger, metrics: telemetry.metrics, everyMs: 20 })
  }
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    for (let tries = 0; tries < 400; tries += 1) {
      if (await holds()) return
      await sleep(20)
    }
    throw new Error('It did not come to that')
  }
  const cosignedBy = async (policy: LogPolicy): Promise<readonly [number, readonly string[]] | undefined> => {
    const kept = await store.cosigned()
    const opened = kept === undefined ? 'unsigned' : openUnderPolicy(Buffer.from(kept.note), policy)
    return typeof opened === 'string' ? undefined : [opened.checkpoint.size, [...opened.witnesses.keys()]]
  }

  beforeEach(async () => {
    folder = temporaryFolder()
    store = await openSqliteTransparencyLog(join(folder.path, 'log'))
    log = growingLog(store, logSigner)
    witnesses = await Promise.all(['police', 'probation', 'health'].map((name) => startTestWitness(name, logSigner, folder.path)))
    ;[police, probation, health] = witnesses
    now = BEGIN
    said = []
    telemetry = createTelemetry({ clock, roles: [] })
  })
  afterEach(async () => {
    await consumer?.stop()
    consumer = undefined
    for (const witness of witnesses) await witness.close()
    await store.close()
    folder.remove()
  })

  it('are cosigned by all witnesses, and again when there is news', async () => {
    const policy = twoOfThree()
    await log.grow(300)
    await log.sign()
    start(policy)
    await until(async () => (await cosignedBy(policy))?.[0] === 300)
    expect(await cosignedBy(policy)).toEqual([300, ['police', 'probation', 'health']])
    for (const size of [301, 600, 1_000]) {
      await log.grow(size)
      await log.sign()
      await until(async () => (await cosignedBy(policy))?.[0] === size)
    }
    expect(witnesses.map(({ state }) => state.all()[0]?.latest?.size)).toEqual([1_000, 1_000, 1_000])
    expect(await quorumState(store, policy, now)).toEqual({ signed: 1_000, cosigned: 1_000, waitingSince: undefined, isLate: false })
    expect(said).toEqual([])
  })

  it('go on from what a witness has cosigned before, which it says itself', async () => {
    const policy = twoOfThree()
    await log.grow(300)
    await log.sign()
    start(policy)
    await until(async () => (await cosignedBy(policy))?.[0] === 300)
    await consumer?.stop()
    await log.grow(500)
    await log.sign()
    start(policy)
    await until(async () => (await cosignedBy(policy))?.[0] === 500)
    expect(said).toEqual([])
  })

  it('need no witness that is away where others are enough', async () => {
    const policy = twoOfThree()
    await health?.away()
    await log.grow(300)
    await log.sign()
    start(policy)
    await until(async () => (await cosignedBy(policy))?.[0] === 300)
    expect(await cosignedBy(policy)).toEqual([300, ['police', 'probation']])
    expect(said).toEqual([{ step: 'witnessing', name: 'health', code: 'away' }])
    expect(await telemetry.metrics.registry.metrics()).toContain('witness_answers_total{witness="health",outcome="away"} 1')
  })

  it('are not held up by a witness that hangs', async () => {
    const hanging: Server = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(hanging, 'listening')
    const { port } = hanging.address() as AddressInfo
    const lines = [police, probation].map((one) => one?.line() ?? '')
    const policy = policyOf([
      ...lines,
      `witness health ${formatVerifierKey(witnessSigner('health.example').key)} http://127.0.0.1:${String(port)}`,
      'group agencies 2 police probation health',
      'quorum agencies',
    ])
    await log.grow(300)
    await log.sign()
    const began = performance.now()
    start(policy)
    await until(async () => (await cosignedBy(policy))?.[0] === 300)
    await log.grow(400)
    await log.sign()
    await until(async () => (await cosignedBy(policy))?.[0] === 400)
    expect(performance.now() - began).toBeLessThan(3_000)
    await consumer?.stop()
    hanging.closeAllConnections()
    hanging.close()
  })

  it('wait for a quorum: after five minutes people are told, and exports are refused; then it is made up for', async () => {
    const policy = twoOfThree()
    await health?.away()
    await police?.away()
    await log.grow(300, { at: BEGIN - MINUTE })
    await log.sign()
    start(policy)
    await until(() => said.length === 2)
    expect(await quorumState(store, policy, now)).toMatchObject({ waitingSince: BEGIN - MINUTE, isLate: false })
    now = BEGIN + 4 * MINUTE
    await until(() => said.length === 3)
    expect(said.at(-1)).toEqual({ step: 'witnessing', code: 'no-quorum' })
    expect(await quorumState(store, policy, now)).toMatchObject({ signed: 300, cosigned: undefined, isLate: true })
    expect(await telemetry.metrics.registry.metrics()).toContain('throughline_log_quorum_waiting_seconds 300')
    await police?.back()
    await until(async () => (await cosignedBy(policy))?.[0] === 300)
    expect(await quorumState(store, policy, now)).toMatchObject({ isLate: false })
  })

  it('have no cosignature of a witness that signs with another key, or that refuses', async () => {
    const stranger = witnessSigner('police.example')
    const policy = policyOf([`witness police ${formatVerifierKey(stranger.key)} ${police?.line().split(' ')[3] ?? ''}`, 'quorum police'])
    await log.grow(300)
    await log.sign()
    start(policy)
    await until(() => said.length > 0)
    expect([said, await store.cosigned()]).toEqual([[{ step: 'witnessing', name: 'police', code: 'refused' }], undefined])
  })

  it('of a log that a witness knows otherwise are an alarm', async () => {
    const policy = policyOf([police?.line() ?? '', 'quorum police'])
    const other = await openSqliteTransparencyLog(join(folder.path, 'other'))
    const fork = growingLog(other, logSigner)
    await fork.grow(200)
    await fork.grow(300, { fork: 'x' })
    await fork.sign()
    const there = startWitnessing({ store: other, policy, clock, logger, metrics: telemetry.metrics, everyMs: 20 })
    await until(async () => (await other.cosigned())?.size === 300)
    await there.stop()
    await other.close()
    await log.grow(250)
    await log.sign()
    start(policy)
    await until(() => said.length === 1)
    await log.grow(400)
    await log.sign()
    await until(() => said.length === 2)
    expect(said).toEqual([
      { step: 'witnessing', name: 'police', code: 'ahead' },
      { step: 'witnessing', name: 'police', code: 'not-consistent' },
    ])
    expect([await store.cosigned(), police?.state.all()[0]?.refused.length]).toEqual([undefined, 1])
  })

  it('may be sent by two processes: neither ends, and nobody is told that a witness is ahead', async () => {
    const policy = policyOf([police?.line() ?? '', 'quorum police'])
    const there = startWitnessing({ store, policy, clock, logger, metrics: telemetry.metrics, everyMs: 5 })
    start(policy)
    for (let size = 10; size <= 400; size += 10) {
      await log.grow(size)
      await log.sign()
      await sleep(15)
    }
    await until(async () => (await cosignedBy(policy))?.[0] === 400)
    await there.stop()
    expect(said.filter((one) => JSON.stringify(one).includes('ahead'))).toEqual([])
  })

  it('count by the policy of now: one that was changed wants its own quorum', async () => {
    await log.grow(300)
    await log.sign()
    start(policyOf([police?.line() ?? '', 'quorum police']))
    await until(async () => (await store.cosigned())?.size === 300)
    await consumer?.stop()
    const policy = policyOf([probation?.line() ?? '', 'quorum probation'])
    expect(await quorumState(store, policy, BEGIN + 5 * MINUTE)).toMatchObject({ cosigned: undefined, isLate: true })
    start(policy)
    await until(async () => (await cosignedBy(policy))?.[1].join() === 'probation')
    expect(await quorumState(store, policyOf(['quorum none']), BEGIN)).toMatchObject({ cosigned: 300, isLate: false })
  })
})
