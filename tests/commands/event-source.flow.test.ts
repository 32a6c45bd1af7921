import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EventSource } from 'eventsource'
import { sendCommand } from '../../commands/socket.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { agencyOf, readEvents } from '../../commands/demo/folder.ts'
import { freePorts } from '../../scripts/servers/ports.ts'
import { BIN, startService, type StartedService } from '../fixtures/started-service.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const READER = 'norshire-coordinator'
const PURPOSE = 'purpose=marac_risk_management'
const PATIENCE_MS = 60_000

interface Message {
  readonly event: string
  readonly data: { readonly complete?: boolean; readonly status?: number; readonly items?: readonly { readonly type: string }[] }
}

async function until(what: string, test: () => boolean): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !test();) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`)
    await sleep(20)
  }
}

describe('a standard EventSource', () => {
  const folder = temporaryFolder()
  let port: number
  let service: StartedService
  const origin = (): string => `http://127.0.0.1:${String(port)}`
  const start = async (): Promise<void> => {
    service = startService([...BIN, '--demo'], { THROUGHLINE_DATA: folder.path, PORT: String(port), LOG_LEVEL: 'error' })
    await service.ready
  }
  const token = async (as: string): Promise<string> => String(await sendCommand(folder.path, { command: 'token', arguments: { as } }))

  beforeAll(async () => {
    ;[port = 0] = await freePorts(1)
    await start()
  }, 120_000)
  afterAll(async () => {
    if (service.isThere()) service.process.kill('SIGTERM')
    await service.ended
    folder.remove()
  }, 60_000)

  it('is told at shutdown that the stream ends, comes back to the next process on the same port, and gets what was published afterwards', async () => {
    const bearer = await token(READER)
    const list = await fetch(`${origin()}/v1/cases?${PURPOSE}`, { headers: { authorization: `Bearer ${bearer}` } })
    const {
      items: [first],
    } = (await list.json()) as { readonly items: readonly { readonly id: string }[] }
    const answers: number[] = []
    const messages: Message[] = []
    const source = new EventSource(`${origin()}/v1/cases/${first?.id ?? ''}/timeline/stream?${PURPOSE}`, {
      fetch: async (url, init) => {
        const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${bearer}` } })
        answers.push(response.status)
        return response
      },
    })
    for (const event of ['timeline', 'end'])
      source.addEventListener(event, (message) => {
        messages.push({ event, data: JSON.parse(String(message.data)) as Message['data'] })
      })
    try {
      await until('the whole timeline', () => messages.length === 1)
      service.process.kill('SIGTERM')
      expect(await service.ended).toMatchObject({ code: 0 })
      expect(messages.map(({ event, data }) => [event, data.complete ?? data.status])).toEqual([
        ['timeline', true],
        ['end', 503],
      ])
      expect(source.readyState).toBe(EventSource.CONNECTING)

      await start()
      await until('the whole timeline again', () => messages.length === 3)
      expect(messages[2]).toMatchObject({ event: 'timeline', data: { complete: true, items: messages[0]?.data.items } })

      const [event] = readEvents(join(DEMO_FOLDER, 'kestrel.cloudevents.jsonl'))
      if (event === undefined) throw new Error('KESTREL has no events.')
      const sent = await fetch(`${origin()}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await token(agencyOf(event))}`, 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify({ ...event, id: 'f3b5c3a0-1111-4222-8333-444455556666' }),
      })
      expect(sent.status).toBe(202)
      await until('what was published afterwards', () => messages.length === 4)
      expect(messages[3]).toMatchObject({ event: 'timeline', data: { complete: false, items: [{ type: 'behaviour.incident-recorded' }] } })
      expect(source.readyState).toBe(EventSource.OPEN)
      expect(new Set(answers)).toEqual(new Set([200]))
    } finally {
      source.close()
    }
  }, 180_000)
})
