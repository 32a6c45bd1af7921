import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replayAndVerify } from '../../../commands/verify.ts'
import { heads } from '../audit/replay/inspect.ts'
import { createSearch, filesOf } from '../../flow/canary/search.ts'
import type { Answer } from '../../flow/running.ts'
import { codeOf, LOOKUP, NOW, startStepUpWorld, type StepUpWorld } from './world.ts'

const CHILD = 'purpose=child_safeguarding'
const WORKER = 'westmere-social-worker'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface RecordItem {
  readonly id: string
  readonly action: string
  readonly outcome: string
  readonly sought?: string
}

describe('looking a case up', () => {
  let world: StepUpWorld
  beforeAll(async () => {
    world = await startStepUpWorld()
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const lookUp = (body: object = LOOKUP, as = WORKER): Promise<Answer> => world.post(`/v1/cases/lookup?${CHILD}`, as, body)
  const records = async (): Promise<readonly RecordItem[]> =>
    ((await world.get('/v1/access-records?limit=1000', 'auditor')).json as { items: RecordItem[] }).items.filter(
      ({ action }) => action === 'case-lookup',
    )

  it('asks why, in words that can be read', async () => {
    const { scheme, value, birth_date: birthDate } = LOOKUP
    for (const body of [
      { scheme, value, birth_date: birthDate },
      { ...LOOKUP, reason: 'x'.repeat(40) },
      { ...LOOKUP, reason: '\u200B'.repeat(40) },
      { ...LOOKUP, reason: 'Soon.' },
    ]) {
      const { status, json } = await lookUp(body)
      expect([status, json]).toEqual([400, expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/reason' })] })])
    }
  })

  it('asks for a sign-in of the last five minutes', async () => {
    const { running } = world
    const authorization = `Bearer ${await running.token(WORKER)}`
    running.clock.moveTo(NOW + 5 * MINUTE)
    expect(
      codeOf(
        await running.ask(`/v1/cases/lookup?${CHILD}`, {
          type: 'application/json',
          body: JSON.stringify(LOOKUP),
          headers: { authorization },
        }),
      ),
    ).toBe('sign-in-again')
    expect((await lookUp()).status).toBe(200)
  })

  it('shows an auditor who was sought and why, and which look-ups were of one person, found or not', async () => {
    const before = (await records()).length
    const other = { ...LOOKUP, value: '2011/0090212Y' }
    await lookUp({ ...LOOKUP, value: ` ${LOOKUP.value.toLowerCase()} ` })
    for (const sought of [other, other]) expect((await lookUp(sought)).status).toBe(404)
    const items = (await records()).slice(before - 1)
    const tokens = items.map(({ sought }) => sought)
    expect(tokens.every((token) => /^[0-9a-f]{64}$/.test(token ?? ''))).toBe(true)
    expect([tokens[0] === tokens[1], tokens[2] === tokens[3], tokens[0] === tokens[2]]).toEqual([true, true, false])
    const { opened } = (await world.get(`/v1/access-records/${items[2]?.id ?? ''}`, 'auditor')).json as {
      opened: { actor: object; request: { page: object } }
    }
    expect(opened).toMatchObject({
      actor: { staff: `westmere-csc:${WORKER}` },
      request: { page: { scheme: 'PNC', value: other.value, birth_date: LOOKUP.birth_date, reason: LOOKUP.reason } },
    })
  })

  it('is for ten times in 24 hours of each person, and says when again; who was refused is on record', async () => {
    const answers: Answer[] = []
    for (let time = 0; time < 10; time += 1) answers.push(await lookUp())
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    for (const answer of refused) expect([codeOf(answer), answer.headers.get('retry-after')]).toEqual(['too-many-today', '86400'])
    expect((await records()).filter(({ outcome }) => outcome === 'too-many-today')).toHaveLength(refused.length)
    expect((await lookUp(LOOKUP, 'norshire-social-worker')).status).not.toBe(429)
    world.running.clock.moveTo(NOW + 5 * MINUTE + 24 * HOUR - 1)
    expect((await lookUp()).status).toBe(429)
    world.running.clock.moveTo(NOW + 5 * MINUTE + 24 * HOUR)
    expect((await lookUp()).status).toBe(200)
  })

  it('leaves who was sought in no log line and in no clear part, and every record of it replays', async () => {
    const { data, logged, parts } = world.running
    const search = createSearch([LOOKUP.reason, LOOKUP.value, '2011/0090212Y'])
    expect(search([...filesOf(data), ...logged.map((line, at) => ({ where: `line ${String(at)}`, bytes: Buffer.from(line) }))])).toEqual([])
    // A day has passed on the test's clock since records that the heads may not have yet.
    await heads(world.running)
    const { counts, findings, store } = await replayAndVerify(parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
  })
})
