import { describe, expect, it } from '@jest/globals'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { schemaFingerprint } from '../../schemas/avro/canonical.ts'
import { loadCatalogue, loadRecords, loadSystemTypes, recordOf, releasedVersions } from '../../schemas/index.ts'

const current = [...loadCatalogue().types.values(), ...loadRecords().values(), ...loadSystemTypes().values()]

/** The suite that every registry passes, once the released schemas are in it. */
export function registryContract(name: string, createRegistry: () => Promise<SchemaRegistry>): void {
  describe(`registry contract: ${name}`, () => {
    it('has every schema under a wire id of its own, and gives back what was released', async () => {
      const registry = await createRegistry()
      const ids = await Promise.all(current.map(({ subject }) => registry.idOf(subject)))
      expect(new Set(ids).size).toBe(current.length)
      for (const [index, { subject, fingerprint }] of current.entries()) {
        const id = ids[index] ?? 0
        const found = await registry.schemaOf(id)
        expect(found).toMatchObject({ id, subject })
        expect(schemaFingerprint(found?.schema)).toBe(fingerprint)
      }
    })

    it('lets records be written and read, with the fingerprint that they were released with', async () => {
      const registry = await createRegistry()
      const codec = createRecordCodec(registry)
      const { subject, fingerprint } = recordOf(loadRecords(), 'link-epoch')
      const epoch = { epoch: 1, intake: 'one', started_at: '2026-01-01T00:00:00.000Z' }
      const encoded = await codec.encode(subject, epoch)
      expect(encoded.fingerprint).toBe(fingerprint)
      expect(await codec.decode(encoded.wire)).toMatchObject({
        ok: true,
        value: { id: await registry.idOf(subject), subject, fingerprint, value: epoch, body: encoded.bytes },
      })
      await expect(codec.read('uk.throughline.log.Receipt', encoded.wire)).rejects.toMatchObject({
        name: 'RecordError',
        code: 'wrong-kind',
      })
    })

    it('has every released version under an id of its own, ascending', async () => {
      const registry = await createRegistry()
      const released = releasedVersions()
      const subjects = [...new Set(released.map(({ subject }) => subject))]
      const found = (await Promise.all(subjects.map((subject) => registry.versionsOf(subject)))).flat()
      expect(found.map(({ subject, version, schema }) => ({ subject, version, schema }))).toEqual(released)
      expect(new Set(found.map(({ id }) => id)).size).toBe(released.length)
      for (const one of found.filter(({ version }) => version === 1).slice(0, 5))
        expect(await registry.schemaOf(one.id)).toMatchObject({ id: one.id, subject: one.subject, version: 1 })
      expect(await registry.versionsOf('uk.throughline.nobody.Nothing')).toEqual([])
    })

    it('gives the same id ever after', async () => {
      const [one, other] = [await createRegistry(), await createRegistry()]
      for (const { subject } of current.slice(0, 5)) expect(await one.idOf(subject)).toBe(await other.idOf(subject))
    })

    it('says that there is no such id, whatever number is asked for', async () => {
      const registry = await createRegistry()
      for (const id of [0, -1, 1.5, 999_999, 2 ** 31 - 1, Number.NaN]) expect(await registry.schemaOf(id)).toBeUndefined()
    })

    it('refuses a subject that is not released', async () => {
      const registry = await createRegistry()
      for (const subject of ['', 'uk.throughline.nobody.Nothing', '__proto__', '../released'])
        await expect(registry.idOf(subject)).rejects.toMatchObject({ name: 'RegistryError', code: 'unknown-subject' })
    })
  })
}
