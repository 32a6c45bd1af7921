import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ON_DISK } from '../../fixtures/temporary-folder.ts'
import { eventId } from './numbered-ids.ts'
import { respond, startService } from './service.ts'
import type { Misbehaviour, Service } from './service.ts'

const PROGRAM = join(import.meta.dirname, 'publishing-process.ts')
const TOTAL = 3_000
/** Where the client is killed, in turn. */
const POINTS = ['while publishing', 'when the service gets a batch', 'when the service has the batch, before the client hears'] as const
const ROUNDS = 4

describe('the agency client, killed', () => {
  let folder = ''
  let service: Service
  beforeAll(async () => {
    folder = await mkdtemp(join(ON_DISK, 'throughline-client-'))
    service = await startService()
  })
  afterAll(async () => {
    await service.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Runs the client from the first number that was not acknowledged until it ends or is killed at the point; the next number to publish. */
  const run = async (first: number, point: (typeof POINTS)[number] | undefined): Promise<number> => {
    const child: ChildProcess = spawn(
      process.execPath,
      [PROGRAM, service.url, join(folder, 'outbox.sqlite'), String(first), String(TOTAL)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    const kill: Misbehaviour = (_request, events, response) => {
      if (point === 'when the service has the batch, before the client hears') for (const { id } of events) service.accepted.add(id)
      child.kill('SIGKILL')
      response.destroy()
      return true
    }
    service.always = (_request, _events, response) => (Math.random() < 0.2 ? respond(response, 503) : false)
    if (point === 'while publishing')
      child.stdout?.once('data', () => {
        setTimeout(() => {
          child.kill('SIGKILL')
        }, Math.random() * 200)
      })
    else if (point !== undefined) service.next.push(...Array<Misbehaviour>(1 + Math.floor(Math.random() * 30)).fill(() => false), kill)
    const [code] = (await once(child, 'close')) as [number | null]
    service.next.length = 0
    if (point === undefined) expect(code).toBe(0)
    // A line that the kill cut short is no acknowledgement.
    const acknowledged = output.split('\n').slice(0, -1).map(Number)
    expect(acknowledged).toEqual(acknowledged.map((_, index) => first + index))
    return first + acknowledged.length
  }

  it('delivers every event that it acknowledged, once and in order, whatever moment it is killed at', async () => {
    const hits = new Map<string, number>()
    let next = 0
    for (let round = 0; round < ROUNDS; round++) {
      for (const point of POINTS) {
        const before = next
        next = await run(next, point)
        if (next > before) hits.set(point, (hits.get(point) ?? 0) + 1)
      }
    }
    const kills = [...hits].map(([point, times]) => `${String(times)} times ${point}`).join(', ')
    process.stdout.write(`killed ${kills}; ${String(next)} of ${String(TOTAL)} acknowledged by then\n`)
    expect([...hits.keys()].sort()).toEqual([...POINTS].sort())
    expect(next).toBeLessThan(TOTAL)
    await run(next, undefined)
    expect([...service.accepted]).toEqual(Array.from({ length: TOTAL }, (_, number) => eventId(number)))
  }, 120_000)
})
