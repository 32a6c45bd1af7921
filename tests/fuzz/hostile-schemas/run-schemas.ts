import { startProcessorTime } from '../processor-time.ts'
import { createEventDecoder } from '../../../consumers/intake/decode-event.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { createConfluentRegistry } from '../../../infra/registry/confluent/registry.ts'
import { parseJson } from '../../../schemas/codec/json.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { lintSchema } from '../../../schemas/lint/lint.ts'
import type { HostileSchema } from './hostile.ts'
import { madeSchemas } from './made.ts'
import { startHostileRegistry } from './registry-server.ts'
import { writtenSchemas } from './written.ts'

export interface SchemaRun {
  readonly schemas: number
  /** How many events written with them were refused with each code. */
  readonly outcomes: ReadonlyMap<string, number>
  readonly failures: readonly { readonly name: string; readonly wrong: string }[]
  readonly slowest: { readonly name: string; readonly ms: number }
}

const FINGERPRINT = 'throughline:fingerprint'
/** Block count of 50 million, then nothing: what ended a process when an array of empty records was decoded. */
const BOMB = Buffer.from([0x80, 0xe1, 0xeb, 0x2f, 0x00])

/** As a registry gives it: with the attribute that `schemas publish` adds, which anybody who may write there may add, too. */
const asPublished = ({ text, rule }: HostileSchema): string =>
  rule === undefined || !text.startsWith('{') ? text : text.replace('{', `{"${FINGERPRINT}":"${'f'.repeat(64)}",`)
/** The whole document, so that the lint has its say on it, too. */
const parse = (text: string) => parseJson(Buffer.from(text), { maxDepth: 1_000_000 })

/** One that is looked at, to show that the others would be. */
const SOUND: HostileSchema = {
  name: 'sound',
  text: JSON.stringify({ type: 'record', name: 'IncidentRecorded', namespace: 'uk.throughline.behaviour', fields: [] }),
  rule: 'not-avro',
}

function framed(id: number): Buffer {
  const head = Buffer.alloc(5)
  head.writeInt32BE(id, 1)
  return Buffer.concat([head, BOMB])
}

/** What is wrong with how the lint judges a schema; undefined when it refuses it as it must. */
function lintWrongly({ text, rule }: HostileSchema): string | undefined {
  const parsed = parse(text)
  if (!parsed.ok) return rule === undefined ? undefined : 'is no JSON'
  const rules = lintSchema(parsed.value).map((finding) => finding.rule)
  return rule === undefined || rules.includes(rule) ? undefined : `the lint says ${rules.slice(0, 3).join(', ') || 'nothing'}`
}

/** The hostile schemas of a run: what a person wrote first, then as many as are asked for. */
export const hostileSchemas = (count: number, seed: number): readonly HostileSchema[] =>
  [...writtenSchemas, ...madeSchemas(seed, Math.max(0, count - writtenSchemas.length))].slice(0, count)

/** Gives hostile schemas to the lint, and, in a registry, to intake with an event that claims to be written with them. */
export async function runSchemas({ schemas: count, seed }: { readonly schemas: number; readonly seed: number }): Promise<SchemaRun> {
  const schemas = hostileSchemas(count, seed)
  const server = await startHostileRegistry([...schemas.map(asPublished), asPublished(SOUND)])
  const decode = createEventDecoder({
    catalogue: loadCatalogue(),
    registry: createConfluentRegistry({ url: server.url, clock: systemClock }),
    clock: systemClock,
  })
  const outcomes = new Map<string, number>()
  const failures: { name: string; wrong: string }[] = []
  let slowest = { name: '', ms: 0 }
  const attributes = { specversion: '1.0', id: undefined, source: undefined, type: undefined, time: undefined }
  try {
    const sound = await decode(framed(schemas.length + 1), attributes)
    if (sound.ok || sound.errors.some(({ code }) => code !== 'incompatible-schema')) throw new Error('A sound schema is not looked at.')
    for (const [index, schema] of schemas.entries()) {
      const spent = startProcessorTime()
      try {
        const wrong = lintWrongly(schema)
        if (wrong !== undefined) failures.push({ name: schema.name, wrong })
        const decoded = await decode(framed(index + 1), attributes)
        const code = decoded.ok ? 'accepted' : (decoded.errors[0]?.code ?? '')
        outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
        if (code !== 'unsafe-schema' && code !== 'unknown-schema') failures.push({ name: schema.name, wrong: `intake says ${code}` })
      } catch (thrown) {
        failures.push({ name: schema.name, wrong: String(thrown) })
      }
      const ms = spent()
      if (ms > slowest.ms) slowest = { name: schema.name, ms }
    }
  } finally {
    await server.close()
  }
  return { schemas: schemas.length, outcomes, failures, slowest }
}
