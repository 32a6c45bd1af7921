import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startRegistry, type RegistryServer } from '../../../../scripts/servers/registry.ts'
import { createConfluentRegistry } from '../../../../infra/registry/confluent/registry.ts'
import { publishSchemas } from '../../../../infra/registry/confluent/publish.ts'
import { releasedVersions, schemaFingerprint } from '../../../../schemas/index.ts'
import { registryContract } from '../../../contract/registry.ts'
import { detailOf, detailsOf, eventAvsc, optionalText } from '../../../fixtures/event-avsc.ts'

const SUBJECT = 'uk.throughline.housing.ActionTaken'
/** A type of two versions. */
const TWICE = 'uk.throughline.behaviour.IncidentRecorded'
const RELEASED = releasedVersions().filter(({ subject }) => subject === SUBJECT).length
const PATIENCE = 120_000
let server: RegistryServer
const open = (now: () => number = () => 0) => createConfluentRegistry({ url: server.url, clock: { now } })
const post = (path: string, body: unknown) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify(body),
  })

beforeAll(async () => {
  server = await startRegistry()
  await publishSchemas({ url: server.url }, releasedVersions())
}, PATIENCE)
afterAll(async () => {
  await server.stop()
}, PATIENCE)

registryContract('Confluent-compatible', async () => open())

describe('publishing', () => {
  it(
    'a second time adds nothing and gives the same ids',
    async () => {
      const again = await publishSchemas({ url: server.url }, releasedVersions())
      expect(again).toHaveLength(releasedVersions().length)
      expect(again.filter(({ added }) => added)).toEqual([])
    },
    PATIENCE,
  )

  it('sets every subject to FULL_TRANSITIVE', async () => {
    const levels = await Promise.all(
      [...new Set(releasedVersions().map(({ subject }) => subject))].map(
        async (subject) =>
          ((await (await fetch(`${server.url}/config/${subject}`)).json()) as { compatibilityLevel: string }).compatibilityLevel,
      ),
    )
    expect(new Set(levels)).toEqual(new Set(['FULL_TRANSITIVE']))
  })

  it('is refused for a version that the released ones cannot read, and nothing of it is registered', async () => {
    const avsc = eventAvsc('housing.action-taken')
    detailsOf(avsc).push({ name: 'must', type: 'string' })
    await expect(publishSchemas({ url: server.url }, [{ subject: SUBJECT, version: RELEASED + 1, schema: avsc }])).rejects.toMatchObject({
      name: 'RegistryError',
      code: 'incompatible',
    })
    expect((await post(`/subjects/${SUBJECT}/versions`, { schema: JSON.stringify(avsc) })).status).toBe(409)
    expect(await (await fetch(`${server.url}/subjects/${SUBJECT}/versions`)).json()).toHaveLength(RELEASED)
  })
})

describe('the registry over a Confluent-compatible one', () => {
  it('gives this release its own schema after a newer one is registered, and reads what the newer one wrote', async () => {
    const before = await open().idOf(SUBJECT)
    const newer = eventAvsc('housing.action-taken')
    detailsOf(newer).push(optionalText('note'))
    const [published] = await publishSchemas({ url: server.url }, [{ subject: SUBJECT, version: RELEASED + 1, schema: newer }])
    expect(published?.added).toBe(true)
    const registry = open()
    expect(await registry.idOf(SUBJECT)).toBe(before)
    const found = await registry.schemaOf(published?.id ?? 0)
    expect(found).toMatchObject({ subject: SUBJECT, version: RELEASED + 1, fingerprint: schemaFingerprint(newer) })
    expect(JSON.stringify(found?.schema)).toContain('"note"')
  })

  it('knows no schema of a subject that is not ours, nor one of ours that nobody published', async () => {
    const registered = async (subject: string, schema: unknown): Promise<number> => {
      const answer = await post(`/subjects/${subject}/versions`, { schema: JSON.stringify(schema) })
      return ((await answer.json()) as { id: number }).id
    }
    const byHand = eventAvsc('housing.action-taken')
    detailsOf(byHand).push(optionalText('by_hand'))
    const unpublished = await registered(SUBJECT, byHand)
    const foreign = await registered('org.example.Other', { type: 'record', name: 'Other', namespace: 'org.example', fields: [] })
    const borrowed = eventAvsc('housing.action-taken')
    detailOf(borrowed, detailsOf(borrowed)[0]?.name ?? '').doc = 'borrowed'
    const impostor = await registered('org.example.Impostor', borrowed)
    expect([unpublished, foreign, impostor].every((id) => id > 0)).toBe(true)
    for (const id of [unpublished, foreign, impostor]) expect(await open().schemaOf(id)).toBeUndefined()
  })

  it(
    'reads and writes a version of ours that somebody deleted softly, and publishing brings it back',
    async () => {
      const [old, newest] = await open().versionsOf(TWICE)
      const before = await open().idOf(TWICE)
      expect(before).toBe(newest?.id)
      for (const version of [1, 2])
        expect((await fetch(`${server.url}/subjects/${TWICE}/versions/${String(version)}`, { method: 'DELETE' })).status).toBe(200)
      try {
        const registry = open()
        for (const one of [old, newest]) expect(await registry.schemaOf(one?.id ?? 0)).toEqual(one)
        expect(await registry.idOf(TWICE)).toBe(before)
        expect(await registry.versionsOf(TWICE)).toEqual([old, newest])
      } finally {
        await publishSchemas(
          { url: server.url },
          releasedVersions().filter(({ subject }) => subject === TWICE),
        )
      }
      expect(await open().versionsOf(TWICE)).toEqual([old, newest])
    },
    PATIENCE,
  )

  it('remembers for 30 s that there is no such id', async () => {
    let now = 0
    const registry = open(() => now)
    const later = eventAvsc('housing.action-taken')
    detailsOf(later).push(optionalText('note'), optionalText('later'))
    const highest = (await publishSchemas({ url: server.url }, [{ subject: SUBJECT, version: RELEASED + 1, schema: later }]))[0]?.id ?? 0
    const next = highest + 1
    expect(await registry.schemaOf(next)).toBeUndefined()
    detailsOf(later).push(optionalText('latest'))
    expect((await publishSchemas({ url: server.url }, [{ subject: SUBJECT, version: RELEASED + 2, schema: later }]))[0]?.id).toBe(next)
    now = 29_999
    expect(await registry.schemaOf(next)).toBeUndefined()
    now = 30_000
    expect(await registry.schemaOf(next)).toMatchObject({ id: next, subject: SUBJECT })
  })

  it(
    'goes on with what it knows while the registry is away, says of the rest that it cannot say, and finds it afterwards',
    async () => {
      const registry = open()
      const id = await registry.idOf(SUBJECT)
      const known = await registry.schemaOf(id)
      const other = await open().idOf('uk.throughline.log.CaseEvent')
      await server.kill()
      try {
        expect(await registry.idOf(SUBJECT)).toBe(id)
        expect(await registry.schemaOf(id)).toBe(known)
        await expect(registry.schemaOf(other)).rejects.toMatchObject({ name: 'RegistryError', code: 'unavailable' })
        await expect(registry.idOf('uk.throughline.log.CaseEvent')).rejects.toMatchObject({ code: 'unavailable' })
      } finally {
        await server.start()
      }
      expect(await registry.schemaOf(other)).toMatchObject({ id: other, subject: 'uk.throughline.log.CaseEvent' })
      expect(await registry.idOf('uk.throughline.log.CaseEvent')).toBe(other)
    },
    PATIENCE,
  )

  it('does not take the page of something else for an answer', async () => {
    const registry = createConfluentRegistry({ url: server.url.replace('/apis/ccompat/v7', '/nothing'), clock: { now: () => 0 } })
    await expect(registry.schemaOf(1)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(registry.idOf(SUBJECT)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
