import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { RegistryError } from '../../../infra/registry/errors.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { DOYLE, incident, PNC, REID } from './events.ts'
import { openInstallation, registry, settled, type Installation } from './harness.ts'

const folder = temporaryFolder()
let installation: Installation
beforeAll(async () => {
  installation = await openInstallation(folder.path)
})
afterAll(async () => {
  await installation.close()
  folder.remove()
})

/** Knows what it was asked before it went away, as the registry of the distributed column does. */
function leaving(): SchemaRegistry & { away: boolean } {
  return {
    away: false,
    idOf: (subject) => registry.idOf(subject),
    versionsOf: (subject) => registry.versionsOf(subject),
    async schemaOf(id) {
      if (this.away) throw new RegistryError('unavailable', 'away')
      return registry.schemaOf(id)
    },
  }
}

describe('while the schema registry is away', () => {
  it("an agency's event waits, is not refused, and is taken when the registry is back", async () => {
    const schemas = leaving()
    const intake = await installation.intake({ registry: schemas })
    schemas.away = true
    await installation.publish([incident('away', { subject: { ...REID, identifiers: [PNC] }, harmed: [DOYLE] })])
    await sleep(300)
    expect(await installation.receipts()).toEqual([])
    schemas.away = false
    await settled(installation.log, intake.done)
    expect((await installation.receipts()).map(({ status }) => status)).toEqual(['accepted'])
    await intake.stop()
  })

  it('intake can be stopped, and the next one takes the event once', async () => {
    const schemas = leaving()
    const intake = await installation.intake({ registry: schemas })
    schemas.away = true
    await installation.publish([incident('stopped', { subject: { ...REID, identifiers: [PNC] }, harmed: [DOYLE] })])
    await sleep(300)
    await intake.stop()
    await intake.done
    await installation.take([])
    expect((await installation.receipts()).map(({ status }) => status)).toEqual(['accepted', 'accepted'])
  })
})
