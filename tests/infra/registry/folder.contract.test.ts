import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { releaseSchemas } from '../../../schemas/compatibility/release.ts'
import { schemasFolder } from '../../../schemas/index.ts'
import { registryContract } from '../../contract/registry.ts'
import { detailsOf, eventAvsc, optionalText } from '../../fixtures/event-avsc.ts'
import { copySchemas } from '../../fixtures/schemas-folder.ts'

registryContract('folder', async () => createFolderRegistry({ folder: schemasFolder, clock: { now: () => 0 } }))

const SUBJECT = 'uk.throughline.housing.ActionTaken'

describe('the registry over the schemas folder', () => {
  it('finds what is released while it runs, 30 s after it last looked', async () => {
    using folder = copySchemas(['housing'])
    const next = folder.released() + 1
    let now = 0
    const registry = createFolderRegistry({ folder: folder.path, clock: { now: () => now } })
    expect(await registry.schemaOf(next)).toBeUndefined()
    const avsc = eventAvsc('housing.action-taken')
    detailsOf(avsc).push(optionalText('note'))
    folder.write('events/housing/action-taken.avsc', avsc)
    releaseSchemas(folder.path)
    now = 29_999
    expect(await registry.schemaOf(next)).toBeUndefined()
    now = 30_000
    expect(await registry.schemaOf(next)).toMatchObject({ id: next, subject: SUBJECT, version: 2 })
    expect(await registry.idOf(SUBJECT)).toBe(next)
  })

  it('keeps what it has read: the files may go', async () => {
    using folder = copySchemas(['housing'])
    const registry = createFolderRegistry({ folder: folder.path, clock: { now: () => 0 } })
    const first = await registry.schemaOf(1)
    folder.remove('released')
    expect(await registry.schemaOf(1)).toBe(first)
    await expect(registry.schemaOf(2)).rejects.toMatchObject({ name: 'RegistryError', code: 'unreadable' })
  })

  it('says so when the list of ids is missing or broken, and works again once it is mended', async () => {
    using folder = copySchemas(['housing'])
    const ids = folder.read('released/ids.json')
    folder.remove('released/ids.json')
    const registry = createFolderRegistry({ folder: folder.path, clock: { now: () => 0 } })
    await expect(registry.idOf(SUBJECT)).rejects.toMatchObject({ code: 'unreadable' })
    writeFileSync(join(folder.path, 'released/ids.json'), '{')
    await expect(registry.schemaOf(1)).rejects.toMatchObject({ code: 'unreadable' })
    folder.write('released/ids.json', ids)
    expect(await registry.idOf(SUBJECT)).toBeGreaterThan(0)
  })
})
