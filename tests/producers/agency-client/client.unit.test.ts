import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createClient } from '../../../producers/agency-client/client.ts'
import type { AgencyClient } from '../../../producers/agency-client/client.ts'
import type { ReceiptPage } from '../../../producers/agency-client/receipts.ts'
import { madeUpEvent } from './events.ts'
import { createHarness } from './harness.ts'
import { answering, respond } from './service.ts'

const pagesOf = async (pages: AsyncIterable<ReceiptPage>): Promise<ReceiptPage[]> => {
  const all: ReceiptPage[] = []
  for await (const page of pages) all.push(page)
  return all
}

describe('the agency client', () => {
  const harness = createHarness()
  beforeEach(harness.before)
  afterEach(harness.after)

  it('takes the same event twice as one, and refuses another with its id', async () => {
    harness.service.always = answering(503)
    harness.start()
    const event = madeUpEvent()
    await Promise.all([harness.client.publish(event), harness.client.publish(event)])
    expect(harness.client.pending()).toBe(1)
    await expect(harness.client.publish({ ...event, time: '2024-02-09T13:00:00+00:00' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('leaves an outbox to one process, and says what to do', () => {
    harness.start()
    const outbox = join(harness.folder, 'outbox.sqlite')
    const second = (): AgencyClient =>
      createClient({ url: harness.service.url, token: async () => '', outbox }, () => ({ errors: [], held: [], warnings: [] }))
    expect(second).toThrow(expect.objectContaining({ name: 'AgencyClientError', code: 'locked' }))
    expect(second).toThrow(/Stop it first/)
  })

  it('keeps the outbox to its owner, and nothing in it of what was delivered', async () => {
    harness.start()
    await harness.client.publish(madeUpEvent())
    await harness.client.drain()
    await harness.client.close()
    const file = await stat(join(harness.folder, 'outbox.sqlite'))
    expect(file.mode & 0o777).toBe(0o600)
    expect((await readFile(join(harness.folder, 'outbox.sqlite'))).includes('Leanne')).toBe(false)
  })

  it.each(['http://throughline.example', 'ftp://localhost', 'https://a:b@throughline.example', 'throughline'])(
    'sends no events to %s',
    (url) => {
      harness.start()
      const other = (): AgencyClient =>
        createClient({ url, token: async () => '', outbox: join(harness.folder, 'other.sqlite') }, () => ({
          errors: [],
          held: [],
          warnings: [],
        }))
      expect(other).toThrow(expect.objectContaining({ code: 'address' }))
    },
  )

  it('refuses everything once closed, and ends those who wait', async () => {
    harness.service.always = answering(503)
    harness.start()
    await harness.client.publish(madeUpEvent())
    const draining = expect(harness.client.drain()).rejects.toMatchObject({ code: 'closed' })
    await harness.client.close()
    await draining
    await expect(harness.client.publish(madeUpEvent())).rejects.toMatchObject({ code: 'closed' })
    await harness.client.close()
  })

  it('gives the receipts page by page, from a cursor on', async () => {
    harness.service.always = (request, _events, response) => {
      const page = Number(new URL(request.url, harness.service.url).searchParams.get('after') ?? '0')
      const items = [{ receipt: `r${String(page)}`, status: 'accepted', errors: [] }]
      return respond(response, 200, { items, next: page < 2 ? String(page + 1) : null })
    }
    harness.start()
    const pages = await pagesOf(harness.client.receipts())
    expect(pages.map(({ after, items, next }) => [after, items[0]?.receipt, next])).toEqual([
      [undefined, 'r0', '1'],
      ['1', 'r1', '2'],
      ['2', 'r2', null],
    ])
    expect(await pagesOf(harness.client.receipts('2'))).toHaveLength(1)
    harness.service.always = answering(503)
    await expect(pagesOf(harness.client.receipts())).rejects.toMatchObject({ code: 'refused' })
  })
})
