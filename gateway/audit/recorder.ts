import { randomBytes, randomUUID } from 'node:crypto'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import { VaultError, type DataKey, type KeyScope, type Vault } from '../../infra/vault/port.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { AccessLog } from './access-log.ts'
import type { DecisionValue, LogVersion, RequestValue } from '../../core/access-log/access-record.ts'
import { SALT_BYTES } from '../../core/access-log/commitment.ts'
import { caseScope, readerScope, REFERENCE_SCOPE } from '../../infra/access-log/opening.ts'
import { buildRecord } from './record.ts'

/** What a read wants recorded. */
export interface Access {
  readonly at: string
  readonly action: string
  /** The reader, with the keyed hash that names the reader's key; undefined when nobody was signed in. */
  readonly reader: { readonly staff: string; readonly reference: string; readonly agency: AgencyId; readonly role: string } | undefined
  readonly purpose: string
  readonly outcome: string
  readonly engine: number
  readonly policy: string
  readonly versions: readonly LogVersion[]
  readonly request: RequestValue
  readonly decision: DecisionValue
  readonly released: string
  /** Of a look-up: keyed token of whom was looked for. */
  readonly sought?: string
}

/** Records an access; resolves with the record's id when it is durable. Rejects when it could not be written: then nothing is shown. */
export type RecordAccess = (access: Access) => Promise<string>

const ANONYMOUS = 'anonymous'

export interface RecorderDeps {
  readonly vault: Vault
  readonly accessLog: AccessLog
  /** Point of the fault tests: after-access-record. */
  readonly crashPoint: CrashPoint
}

export function createRecorder({ vault, accessLog, crashPoint }: RecorderDeps): RecordAccess {
  return async (access) => {
    const { reader, ...rest } = access
    const actorScope = readerScope(reader?.reference ?? ANONYMOUS)
    const [caseLog, ...others] = access.request.cases
    const aboutScope = caseLog !== undefined && others.length === 0 ? caseScope(caseLog) : actorScope
    const { reference, actor, about } = await keysFor(vault, actorScope, aboutScope)
    const salt = (): Buffer => randomBytes(SALT_BYTES)
    const record = buildRecord({
      ...rest,
      sought: rest.sought ?? '',
      id: randomUUID(),
      agency: reader?.agency ?? '',
      role: reader?.role ?? '',
      actor: { staff: reader?.staff ?? null },
      salts: { actor: salt(), request: salt(), decision: salt() },
      keys: {
        reference,
        actor,
        case: about,
      },
    })
    await accessLog.append(record)
    crashPoint('after-access-record')
    return record.id
  }
}

/** An opening's key, with the `case` of its scope. */
interface NamedKey {
  readonly reference: string
  readonly key: Buffer
}

/** The keys of a record: of references, of who reads, and of what is read. */
async function keysFor(
  vault: Vault,
  actorScope: KeyScope,
  aboutScope: KeyScope,
): Promise<{ readonly reference: Buffer; readonly actor: NamedKey; readonly about: NamedKey }> {
  const scopes = [REFERENCE_SCOPE, actorScope, aboutScope]
  const named = ([reference, actor, about]: readonly DataKey[], ofAbout: KeyScope) => {
    if (reference === undefined || actor === undefined || about === undefined) throw new TypeError('The vault gave too few keys')
    return {
      reference: keyOrLost(reference),
      actor: { reference: actorScope.case, key: keyOrLost(actor) },
      about: { reference: ofAbout.case, key: keyOrLost(about) },
    }
  }
  try {
    return named(await vault.keys(scopes, { create: true }), aboutScope)
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'keys-missing') throw error
    // INVARIANT: no key is made while keys are missing, and whether a case was ever read tells nobody that it is there: who has a key reads, of every case.
    const [reference = 'absent', actor = 'absent', about = 'absent'] = await vault.keys(scopes, { create: false })
    if (reference === 'absent' || actor === 'absent') throw error
    return about === 'absent' ? named([reference, actor, actor], actorScope) : named([reference, actor, about], aboutScope)
  }
}

/** A key, or for one that was destroyed a key that nobody keeps: the opening of an erased reader or case is born erased. */
const keyOrLost = (key: DataKey): Buffer => (Buffer.isBuffer(key) ? key : randomBytes(SALT_BYTES))
