import { createHash } from 'node:crypto'
import type { Access } from '../../gateway/audit/recorder.ts'
import { buildRecord } from '../../gateway/audit/record.ts'
import { SALT_BYTES } from '../../core/access-log/commitment.ts'
import { caseScope, readerScope, REFERENCE_SCOPE } from '../../infra/access-log/opening.ts'
import type { EventLog, NewRecord } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'
import { uuid, type Random } from '../../producers/simulator/random.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'

const BATCH = 500

/** Writes access records as the gateway's recorder does, without one append for each. */
export interface RecordWriter {
  write(access: Access): Promise<void>
  /** Appends what waits. */
  flush(): Promise<void>
}

/** `random`: of ids and salts. The vault's keys are real ones, each fetched once. */
export function createRecordWriter(
  { log, vault, registry }: { readonly log: EventLog; readonly vault: Vault; readonly registry: SchemaRegistry },
  random: Random,
): RecordWriter {
  const codec = createRecordCodec(registry)
  const keys = new Map<string, Buffer>()
  const waiting: NewRecord[] = []
  const keyOf = async (scope: KeyScope): Promise<Buffer> => {
    const known = keys.get(scope.case)
    if (known !== undefined) return known
    const [key] = await vault.keys([scope], { create: true })
    if (!Buffer.isBuffer(key)) throw new Error('The vault has destroyed a key of this history.')
    keys.set(scope.case, key)
    return key
  }
  const salt = (): Buffer => createHash('sha256').update(uuid(random)).digest().subarray(0, SALT_BYTES)
  const flush = async (): Promise<void> => {
    await log.append(waiting.splice(0))
  }
  return {
    write: async ({ reader, sought = '', ...access }) => {
      if (reader === undefined) throw new TypeError('A read of nobody.')
      const [only, ...others] = access.request.cases
      const actor = readerScope(reader.reference)
      const about = only !== undefined && others.length === 0 ? caseScope(only) : actor
      const record = buildRecord({
        ...access,
        sought,
        id: uuid(random),
        agency: reader.agency,
        role: reader.role,
        actor: { staff: reader.staff },
        salts: { actor: salt(), request: salt(), decision: salt() },
        keys: {
          reference: await keyOf(REFERENCE_SCOPE),
          actor: { reference: actor.case, key: await keyOf(actor) },
          case: { reference: about.case, key: await keyOf(about) },
        },
      })
      waiting.push({ topic: ACCESS_LOG, key: null, value: (await codec.encode(SUBJECTS.accessRecord, record)).wire })
      if (waiting.length >= BATCH) await flush()
    },
    flush,
  }
}
