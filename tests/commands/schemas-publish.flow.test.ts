import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Output } from '../../commands/output.ts'
import { publish } from '../../commands/schemas.ts'
import { startRegistry, type RegistryServer } from '../../scripts/servers/registry.ts'
import { detailsOf, eventAvsc, optionalText } from '../fixtures/event-avsc.ts'
import { copySchemas } from '../fixtures/schemas-folder.ts'
import { generatedFiles } from '../../schemas/generation/generated-files.ts'

const PATIENCE = 120_000
const FILE = 'events/housing/action-taken.avsc'
const SUBJECT = 'uk.throughline.housing.ActionTaken'
let server: RegistryServer
beforeAll(async () => {
  server = await startRegistry()
}, PATIENCE)
afterAll(async () => {
  await server.stop()
}, PATIENCE)

/** Runs the command and gives its exit code, its words and its JSON. */
async function run(folder: string, registryUrl = server.url) {
  let words = ''
  let value: unknown
  const output: Output = {
    json: false,
    result: (said, json) => {
      words = said
      value = json
    },
    progress: () => undefined,
    failure: () => undefined,
  }
  return { code: await publish(output, { folder, registryUrl }), words, value }
}
const versions = async (): Promise<unknown> => (await fetch(`${server.url}/subjects/${SUBJECT}/versions`)).json()

describe('throughline schemas publish', () => {
  it(
    'registers what is released and says so; again, it adds nothing; then a new version alone',
    async () => {
      using folder = copySchemas(['housing'])
      expect(await run(folder.path)).toMatchObject({
        code: 0,
        words: expect.stringContaining(`Registered ${SUBJECT}, version 1`) as unknown,
      })
      expect((await run(folder.path)).words).toMatch(/Nothing new to release[^]*; 0 new\./)
      const avsc = eventAvsc('housing.action-taken')
      detailsOf(avsc).push(optionalText('note'))
      folder.write(FILE, avsc)
      for (const { file, text } of generatedFiles(folder.path)) writeFileSync(join(folder.path, file), text)
      expect(await run(folder.path)).toMatchObject({
        code: 0,
        words: expect.stringContaining(`Registered ${SUBJECT}, version 2`) as unknown,
      })
      expect(await versions()).toEqual([1, 2])
    },
    PATIENCE,
  )

  it(
    'registers nothing when the gate refuses a schema, and names the field',
    async () => {
      using folder = copySchemas(['housing'])
      const before = await versions()
      const avsc = eventAvsc('housing.action-taken')
      detailsOf(avsc).push({ ...optionalText('note'), name: 'must_have', type: { type: 'string', maxLength: 10 }, default: undefined })
      folder.write(FILE, avsc)
      expect(await run(folder.path)).toMatchObject({
        code: 1,
        words: expect.stringMatching(/details\.must_have[^]*Nothing was published/) as unknown,
      })
      expect(await versions()).toEqual(before)
    },
    PATIENCE,
  )

  it(
    'fails as one that may be tried again when the registry is not there',
    async () => {
      using folder = copySchemas(['housing'])
      await expect(run(folder.path, server.url.replace(/:\d+/, ':9'))).rejects.toMatchObject({ name: 'RegistryError', code: 'unavailable' })
    },
    PATIENCE,
  )
})
