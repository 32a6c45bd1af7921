import { expect, it } from '@jest/globals'
import { keysHandler } from '../../../commands/keys.ts'
import { replayAndVerify, verifyAll } from '../../../commands/verify.ts'
import { agencyOf, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { tellsOfAlteration } from '../../../consumers/finding.ts'
import { waitForEffect } from '../../../infra/read-store/wait-for-effect.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { AFTER_ALL, demoChronologies, demoReaders, type DemoWorld } from '../../fixtures/demo-world.ts'

/** A copy of what holds the vault, made and put back while the world is stopped. */
export interface Copies {
  /** True where events are published at the time of the world's clock. */
  readonly oneClock: boolean
  make(name: 'old' | 'fresh'): Promise<void>
  putBack(name: 'old' | 'fresh'): Promise<void>
}

interface Item {
  readonly id: string
  readonly state: string
  readonly unreadable?: true
  readonly data: { readonly details: object }
}

const READER = 'norshire-coordinator'
const TWO_MINUTES = 120_000
const BEFORE = 6
const LOST = 3

/** What verify finds, but that who reads what waits until somebody has decided. */
const foundBy = async (parts: Parameters<typeof verifyAll>[0]) => (await verifyAll(parts)).filter(({ code }) => code !== 'store-behind')

/** What is seen and done when the vault is older than the logs: the same in both columns. */
export function lostKeysSuite(worldOf: () => DemoWorld, copies: Copies): void {
  const kestrel = demoChronologies.find(({ name }) => name === 'KESTREL')?.events ?? []
  let timeline = ''
  let whole: readonly Item[] = []

  const items = async (): Promise<readonly Item[]> =>
    ((await (await worldOf().get(`${timeline}&limit=100`, READER)).json()) as { items: Item[] }).items
  const unreadable = async (): Promise<readonly string[]> => (await items()).filter((item) => item.unreadable === true).map(({ id }) => id)
  const page = async (): Promise<string> => {
    const visitor = createVisitor(worldOf().service.origin)
    const choice = await signIn(visitor, READER)
    const list = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'marac_risk_management' })
    return (await visitor.open(`${/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? ''}/timeline`)).text
  }
  const settled = async (): Promise<void> => {
    const { log, store } = worldOf().parts
    for (const { partition, start, end } of await log.ranges(CASE_EVENTS))
      if (end > start) await waitForEffect(store, { topic: CASE_EVENTS, partition, offset: end - 1 }, { timeout: 20_000 })
  }
  const publish = async (event: CloudEventJson): Promise<number> =>
    (
      await fetch(`${worldOf().service.origin}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await worldOf().token(agencyOf(event))}`, 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify(event),
      })
    ).status
  /** What its sender reads of an event, where the world's clock is the log's: it is readable a minute after it was published. */
  const owns = async (event: CloudEventJson, state: string | undefined): Promise<void> => {
    if (!copies.oneClock) return
    worldOf().clock.moveTo(worldOf().clock.now() + TWO_MINUTES)
    const read = (await (
      await worldOf().get(`/v1/publications/${encodeURIComponent(event.source)}/${event.id}`, agencyOf(event))
    ).json()) as { state?: string }
    expect(read.state).toBe(state)
  }
  const swap = async (name: 'old' | 'fresh'): Promise<void> => {
    await worldOf().stop()
    await copies.putBack(name)
    await worldOf().start()
  }
  const next = (at: number): CloudEventJson => {
    const event = kestrel[at]
    if (event === undefined) throw new Error('The chronology has no such event')
    return event
  }

  it('is whole before', async () => {
    const world = worldOf()
    world.clock.moveTo(AFTER_ALL)
    for (const event of kestrel.slice(0, BEFORE)) expect((await world.send(event)).status).toBe('accepted')
    await world.link(
      demoReaders
        .filter(({ id }) => id === READER)
        .map((reader) => ({ ...reader, links: reader.links.filter((link) => link.case === 'KESTREL') })),
    )
    timeline = `/v1/cases/${await world.caseId('KESTREL', 'norshire-marac')}/timeline?purpose=marac_risk_management`
    expect((await items()).length).toBeGreaterThan(0)
    // Who has read before goes on reading without a new key.
    await owns(next(0), 'accepted')
    await owns(next(BEFORE), undefined)
    await world.stop()
    await copies.make('old')
    await world.start()
    for (const event of kestrel.slice(BEFORE, BEFORE + LOST)) expect((await world.send(event)).status).toBe('accepted')
    await settled()
    whole = await items()
    expect([await unreadable(), (await verifyAll(world.parts)).filter(({ code }) => code === 'key-absent')]).toEqual([[], []])
    await world.stop()
    await copies.make('fresh')
    await world.start()
  }, 60_000)

  it('names what an older vault lacks, shows it as unreadable and not as erased, and takes nothing new', async () => {
    await swap('old')
    const { parts } = worldOf()
    expect(await parts.vault.missing()).toMatchObject({ events: LOST })
    const now = await items()
    expect(now.map(({ id, state }) => [id, state])).toEqual(whole.map(({ id, state }) => [id, state]))
    const lost = await unreadable()
    expect(lost.length).toBeGreaterThan(0)
    expect(now.filter(({ id }) => !lost.includes(id))).toEqual(whole.filter(({ id }) => !lost.includes(id)))
    expect(await page()).toContain('It was not erased, and may come back')
    await owns(next(BEFORE), 'unreadable')
    await owns(next(0), 'accepted')

    const found = await foundBy(parts)
    expect([new Set(found.map(({ code }) => code)), found.every(tellsOfAlteration)]).toEqual([new Set(['key-absent']), true])
    const records = found.filter(({ topic }) => topic === CASE_EVENTS).map((finding) => finding.records)
    expect(records).toEqual([LOST])

    const log = (await parts.log.ranges(CASE_EVENTS)).map(({ end }) => end)
    expect(await publish(next(BEFORE + LOST))).toBe(202)
    await expect(parts.vault.keys([{ case: 'another', person: '', class: 'META' }], { create: true })).rejects.toMatchObject({
      code: 'keys-missing',
    })
    expect((await parts.log.ranges(CASE_EVENTS)).map(({ end }) => end)).toEqual(log)
    expect(Object.keys((await replayAndVerify(parts, {})).counts)).toEqual(['match'])
  }, 60_000)

  it('is whole again, and takes what waited, when a fresher vault is put back', async () => {
    await swap('fresh')
    expect(await worldOf().parts.vault.missing()).toBeUndefined()
    expect((await worldOf().send(next(BEFORE + LOST))).status).toMatch(/accepted|repeated/)
    await settled()
    const now = new Map((await items()).map((item) => [item.id, item]))
    expect(whole.map(({ id }) => now.get(id)?.data.details)).toEqual(whole.map(({ data }) => data.details))
    expect([await unreadable(), await foundBy(worldOf().parts)]).toEqual([[], []])
  }, 60_000)

  it('goes on when the loss is accepted, on record; what was lost stays unreadable', async () => {
    await swap('old')
    const before = await unreadable()
    const { parts } = worldOf()
    await expect(keysHandler(parts)({ step: 'accept-loss', reason: 'too short' })).rejects.toThrow('40 characters')
    const { missing, accepted } = await keysHandler(parts)({
      step: 'accept-loss',
      reason: 'No copy of the vault of that day exists any more; the chair knows.',
    })
    expect([missing, accepted]).toMatchObject([null, [{ events: LOST + 1 }]])
    expect((await worldOf().send(next(BEFORE + LOST + 1))).status).toBe('accepted')
    await settled()
    expect(await unreadable()).toEqual(before)
    expect((await foundBy(parts)).map(({ code }) => code)).toEqual(['key-lost'])
    if (copies.oneClock) {
      await worldOf().stop()
      await worldOf().start()
    }
    expect([await worldOf().parts.vault.missing(), await unreadable()]).toEqual([undefined, before])
    await owns(next(BEFORE), 'unreadable')
    expect(Object.keys((await replayAndVerify(worldOf().parts, {})).counts)).toEqual(['match'])
  }, 60_000)
}
