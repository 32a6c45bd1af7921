import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { backup } from '../../commands/backup.ts'
import type { Output } from '../../commands/output.ts'
import { restore } from '../../commands/restore.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { acceptLoss } from '../../commands/witnessing/accept-loss.ts'
import { readCheckpoint } from '../../core/transparency-log/notes/checkpoint.ts'
import { formatVerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { logSigner } from '../../infra/transparency-log/signing-key.ts'
import type { DemoWorld } from '../fixtures/demo-world.ts'
import { temporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts'
import { startTestWitness, type TestWitness } from '../fixtures/witnesses.ts'
import { openSmallWorld, timelines } from './small-world.ts'

const LOG_ORIGIN = 'log.norshire.example/reads'
const PATIENCE = 180_000

/** The drill: a backup, more reads that a witness has cosigned, the backup put back. */
describe('a restore of what is older than witnesses have seen', () => {
  let world: DemoWorld
  let files: TemporaryFolder
  let witness: TestWitness
  let given: { logOrigin: string; witnessPolicyFile?: string }
  let seen: number
  const file = (name: string): string => join(files.path, name)
  const configuration = () =>
    readConfiguration({ THROUGHLINE_DATA: world.data, THROUGHLINE_LOG_ORIGIN: LOG_ORIGIN, THROUGHLINE_WITNESS_POLICY: file('policy') })
  const said: unknown[] = []
  const output: Output = {
    json: true,
    result: (_words, value) => {
      said.push(value)
    },
    progress: () => undefined,
    failure: () => undefined,
  }
  const cosigned = (): number => witness.state.all()[0]?.latest?.size ?? 0
  /** Waits until the witness has cosigned all that the log has. */
  const witnessed = async (): Promise<number> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const { size } = await world.parts.transparencyLog.position()
      if (size > 0 && cosigned() === size && (await world.parts.transparencyLog.cosigned())?.size === size) return size
      await sleep(100)
    }
    throw new Error('The log was not cosigned in time')
  }
  const putBack = async (): Promise<void> => {
    const key = join(world.data, 'master.key')
    cpSync(key, file('master.key'))
    rmSync(world.data, { recursive: true })
    mkdirSync(world.data, { mode: 0o700 })
    expect(await restore(configuration(), { file: file('backup.tar'), erasures: [] }, output)).toBe(0)
    cpSync(file('master.key'), key)
  }
  const checkpoint = async (): Promise<readonly [number, number | undefined]> => {
    const answer = await world.get('/v1/log/checkpoint', 'auditor')
    return [answer.status, answer.ok ? readCheckpoint(Buffer.from(await answer.text()))?.size : undefined]
  }

  beforeAll(async () => {
    files = temporaryFolder()
    given = { logOrigin: LOG_ORIGIN }
    world = await openSmallWorld(given)
    const signer = await logSigner(world.parts.vault, LOG_ORIGIN)
    witness = await startTestWitness('probation', signer, files.path)
    writeFileSync(file('policy'), `log ${formatVerifierKey(signer.key)}\n${witness.line()}\nquorum probation\n`)
    await world.stop()
    given.witnessPolicyFile = file('policy')
    await world.start()
    await timelines(world)
    const before = await witnessed()
    await world.stop()
    expect(await backup(configuration(), file('backup.tar'), world.clock, output)).toBe(0)
    await world.start()
    await timelines(world)
    seen = await witnessed()
    expect(seen).toBeGreaterThan(before)
    await world.stop()
    cpSync(world.data, file('newest'), { recursive: true })
  }, PATIENCE)
  afterAll(async () => {
    await world.close()
    await witness.close()
    files.remove()
  })

  it(
    'is not started on, and says what to do',
    async () => {
      await putBack()
      await expect(world.start()).rejects.toMatchObject({
        code: 'behind-witnesses',
        message: expect.stringMatching(new RegExp(`probation cosigned ${String(seen)} leaves .* accept-loss`)),
      })
      expect(cosigned()).toBe(seen)
    },
    PATIENCE,
  )

  it(
    'is not started on either while the witness does not answer',
    async () => {
      await witness.away()
      await expect(world.start()).rejects.toMatchObject({ code: 'witnesses-silent' })
      await witness.back()
    },
    PATIENCE,
  )

  it(
    'goes on where access.log is whole: the log is made again from it, and nothing older is shown; audit and replay pass',
    async () => {
      cpSync(join(file('newest'), 'log'), join(world.data, 'log'), { recursive: true })
      for (const folder of ['vault', 'heads']) cpSync(join(file('newest'), folder), join(world.data, folder), { recursive: true })
      await world.start()
      const [status, size = 0] = await checkpoint()
      expect([status, size >= seen]).toEqual([200, true])
      await timelines(world)
      await witnessed()
      const { store, findings } = await replayAndVerify(world.parts, {})
      expect([store, findings]).toEqual([[], []])
      await world.stop()
    },
    PATIENCE,
  )

  it(
    'shows no checkpoint where witnesses do not answer at a start, though people read; and shows it when they do',
    async () => {
      await witness.away()
      await world.start()
      expect((await checkpoint())[0]).toBe(503)
      expect([...(await timelines(world))].length).toBeGreaterThan(0)
      await witness.back()
      const size = await witnessed()
      expect(await checkpoint()).toEqual([200, size])
      await world.stop()
    },
    PATIENCE,
  )

  it(
    'is started on when people have said that what is gone is gone; every audit tells it, and the witness cosigns when its agency lets the log start over',
    async () => {
      seen = cosigned()
      await putBack()
      expect(await acceptLoss(configuration(), output)).toBe(0)
      const { from, lost } = said.at(-1) as { readonly from: number; readonly lost: number }
      expect(from + lost).toBe(seen)
      await world.start()
      await timelines(world)
      const { store } = await replayAndVerify(world.parts, {})
      expect(store).toContainEqual(
        expect.objectContaining({ code: 'loss-accepted', topic: 'transparency-log', offset: from, records: lost }),
      )
      expect(cosigned()).toBe(seen)
      expect(witness.state.startOver(LOG_ORIGIN)).toBe(true)
      await world.stop()
      await world.start()
      expect(await witnessed()).toBeGreaterThan(0)
      expect(witness.state.all()[0]?.refused.length).toBeGreaterThan(0)
    },
    PATIENCE,
  )
})
