import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { handlersOnRecord } from '../../commands/on-record.ts'
import { noteAct } from '../../commands/noted-acts.ts'
import type { Parts } from '../../commands/parts.ts'
import { createAccessLog } from '../../gateway/audit/access-log.ts'
import { openRecord } from '../../infra/access-log/open-record.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'

describe('what is done by command', () => {
  let world: DemoWorld
  let from = 0
  const end = async ({ log }: Pick<Parts, 'log'>): Promise<number> => (await log.ranges(ACCESS_LOG))[0]?.end ?? 0
  const acts = async () => {
    const { log, registry, vault } = world.parts
    return Promise.all(
      (await createAccessLog(log, createRecordCodec(registry)).read(from, 100)).map(async ({ record }) => {
        if (record === undefined) throw new Error('unreadable')
        const { actor, request } = await openRecord(vault, record)
        if (typeof actor === 'string' || typeof request === 'string') throw new Error('does not open')
        return [record.action, record.outcome, record.role, record.agency, actor.staff, request.page]
      }),
    )
  }
  const throughline = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', 'throughline.ts', ...args], {
      env: { ...process.env, THROUGHLINE_DATA: world.data },
    })
  beforeAll(async () => {
    world = await openDemoWorld()
  }, 60_000)
  beforeEach(async () => {
    from = await end(world.parts)
  })
  afterAll(async () => {
    await world.close()
  })

  it('is on record before it is done, as done by an operator, with arguments that name nobody', async () => {
    let seen = 0
    const {
      staff,
      origin,
      'new-command': added,
    } = handlersOnRecord(world.parts, {
      staff: async () => {
        seen = (await end(world.parts)) - from
        return null
      },
      origin: async () => 'http://127.0.0.1:1',
      'new-command': async () => null,
    })
    await staff?.({
      agency: 'norshire-marac',
      staff: 'norshire-coordinator',
      role: 'idva',
      duties: [],
      by: 'norshire-marac:norshire-chair',
    })
    expect(seen).toBe(1)
    await origin?.({})
    await added?.({ secret: 'kept out' })
    expect(await acts()).toEqual([
      ['command-staff-change', 'permit', 'operator', '', null, { agency: 'norshire-marac', role: 'idva', duties: '' }],
      ['command-new-command', 'permit', 'operator', '', null, {}],
    ])
  })

  it('is on record once more where it fails', async () => {
    const { verify } = handlersOnRecord(world.parts, {
      verify: async () => {
        throw new Error('It cannot be read.')
      },
    })
    await expect(verify?.({})).rejects.toThrow('It cannot be read.')
    expect((await acts()).map(([action, outcome]) => [action, outcome])).toEqual([
      ['command-audit-verify', 'permit'],
      ['command-audit-verify', 'failed'],
    ])
  })

  it('is not done where it cannot be put on record', async () => {
    let done = false
    const { log } = world.parts
    const { replay } = handlersOnRecord(
      { ...world.parts, log: { ...log, append: () => Promise.reject(new Error('disk')) } },
      {
        replay: async () => {
          done = true
          return null
        },
      },
    )
    await expect(replay?.({})).rejects.toMatchObject({ code: 'not-recorded' })
    expect(done).toBe(false)
  })

  it('is on record also while nothing runs, and what is noted beside a closed log with it', async () => {
    await world.stop()
    noteAct(world.data, 'command-backup', world.clock)
    await throughline('audit', 'verify')
    await world.start()
    expect(await acts()).toEqual([
      ['command-backup', 'permit', 'operator', '', null, {}],
      ['command-audit-verify', 'permit', 'operator', '', null, {}],
    ])
    expect(existsSync(join(world.data, 'acts-to-record.jsonl'))).toBe(false)
  }, 60_000)
})
