import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { loadCatalogue, loadExamples, releasedVersions } from '../../schemas/index.ts'
import { createAvroForm } from '../../schemas/codec/avro-form.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import { startTestGateway, type TestGateway } from '../fixtures/gateway.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { AGENCY_GO, goProgram } from './go.ts'
import { venvBin } from './venv.ts'

const TYPE = 'behaviour.incident-recorded'
const schema = loadCatalogue().types.get(TYPE)
const data = loadExamples().get(TYPE)?.data as { readonly agency_record_ref: string }
const PATIENCE = 120_000
const NONE = [40401, 40402, 40403, 40403]

interface Told {
  readonly versions: readonly number[]
  readonly newest: number
  readonly id: number
  readonly byVersion: readonly number[]
  readonly sameText: boolean
  readonly codes: readonly number[]
}

describe('the registry that the gateway plays, asked by', () => {
  const folder = temporaryFolder()
  let gateway: TestGateway
  let expected: Omit<Told, 'codes'>
  const subject = schema?.subject ?? ''
  const subjects = new Set(releasedVersions().map((one) => one.subject))

  let python: string
  let go: string
  beforeAll(async () => {
    python = join(
      await venvBin(
        join(import.meta.dirname, 'registry', 'requirements.txt'),
        'python-registry',
        'confluent-kafka with its registry client for Python (20 MB)',
      ),
      'python',
    )
    go = await goProgram(...AGENCY_GO)
    gateway = await startTestGateway()
    const versions = (await (await gateway.get(`/subjects/${subject}/versions`)).json()) as readonly number[]
    const byVersion = await Promise.all(
      versions.map(
        async (version) => ((await (await gateway.get(`/subjects/${subject}/versions/${String(version)}`)).json()) as { id: number }).id,
      ),
    )
    expected = { versions, newest: versions.length, id: byVersion.at(-1) ?? 0, byVersion, sameText: true }
    expect(versions.length).toBeGreaterThan(1)
  }, 420_000)
  afterAll(async () => {
    await gateway.close()
    folder.remove()
  })

  const run = <Line extends Told>(program: string, args: readonly string[]): Promise<Line> =>
    new Promise((resolve, reject) => {
      execFile(
        program,
        args,
        { env: { PATH: process.env.PATH, SCHEMA_REGISTRY_URL: gateway.origin }, timeout: PATIENCE / 2, maxBuffer: 1 << 24 },
        (error, printed, errors) => {
          if (error === null) resolve(JSON.parse(printed) as Line)
          else reject(new Error(errors, { cause: error }))
        },
      )
    })

  it(
    "franz-go's client, finds every version by number, id and schema, and hears what is missing by Confluent's codes",
    async () => {
      const told = await run<
        Told & {
          subjects: readonly string[]
          found: number
          usedBy: readonly string[]
          usedAs: readonly { Subject?: string; Version?: number }[]
          types: readonly string[]
        }
      >(go, ['look-ups', subject])
      expect(told).toMatchObject({ ...expected, codes: NONE, found: expected.newest, usedBy: [subject], types: ['AVRO'] })
      expect(new Set(told.subjects)).toEqual(subjects)
      expect(told.usedAs).toHaveLength(1)
    },
    PATIENCE,
  )

  it(
    "confluent-kafka's client for Python, the same, and its serializer writes what ours does; where it would register it hears that it may not",
    async () => {
      const event = join(folder.path, 'event.json')
      writeFileSync(event, JSON.stringify(data))
      const told = await run<Told & { wire: string }>(python, [join(import.meta.dirname, 'registry', 'look_ups.py'), subject, event])
      expect(told).toMatchObject({
        ...expected,
        codes: [...NONE, 405],
        subjects: subjects.size,
        found: [expected.newest, expected.id],
        usedAs: [{ subject, version: expected.newest }],
        sameWire: true,
        back: true,
      })
      expect(schema && told.wire).toBe(
        schema && encodeWire(expected.id, schema.avro, createAvroForm(schema.avro).fill(data)).toString('hex'),
      )
    },
    PATIENCE,
  )

  it(
    "kafkajs's client, the same",
    async () => {
      const client = new SchemaRegistry({ host: gateway.origin })
      expect(await client.getLatestSchemaId(subject)).toBe(expected.id)
      expect(await Promise.all(expected.versions.map((version) => client.getRegistryId(subject, version)))).toEqual(expected.byVersion)
      const { schema: text } = (await (await gateway.get(`/schemas/ids/${String(expected.id)}`)).json()) as { schema: string }
      expect(await client.getRegistryIdBySchema(subject, { type: SchemaType.AVRO, schema: text })).toBe(expected.id)
      expect(await client.decode(await client.encode(expected.id, data))).toMatchObject({ agency_record_ref: data.agency_record_ref })
      await expect(client.getLatestSchemaId(`${subject}Unknown`)).rejects.toMatchObject({ status: 404 })
      await expect(client.register({ type: SchemaType.AVRO, schema: text }, { subject })).rejects.toThrow(
        /read only.*auto\.register\.schemas=false/,
      )
    },
    PATIENCE,
  )
})
