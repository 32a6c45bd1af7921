import { randomBytes, randomUUID } from 'node:crypto'
import { SALT_BYTES } from '../../core/access-log/commitment.ts'
import { disclosedSetHash } from '../../core/disclosure/disclosed-set.ts'
import { commandKey } from '../../infra/access-log/opening.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { AccessLog } from './access-log.ts'
import { buildRecord } from './record.ts'

/** The role of a record of a command that nobody signed in for: who may run it is a matter of the machine. */
export const OPERATOR = 'operator'

/** What a command does, as its access record has it. */
export interface CommandAct {
  /** A code of core/access-log/actions.ts. */
  readonly action: string
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
  /** permit, or why not. */
  readonly outcome: string
  /** Its arguments, each as text: nothing secret, and of a person no more than a keyed token. */
  readonly page: Readonly<Record<string, string>>
  /** Of the token that it was given, where it was given one. */
  readonly by?: { readonly agency: AgencyId; readonly role: string }
  /** The policy release in force; undefined before the first. */
  readonly policy: { readonly hash: string; readonly engine: number } | undefined
}

/** Puts a command on record; resolves with the record's id when it is durable. Rejects when it could not be written. */
export type RecordCommand = (act: CommandAct) => Promise<string>

/** Records of what is done by command: as those of reads, but that their openings name nobody and are under a key of their own. */
export function createCommandRecorder({
  vault,
  accessLog,
}: {
  readonly vault: Pick<Vault, 'secret'>
  readonly accessLog: AccessLog
}): RecordCommand {
  return async ({ action, at, outcome, page, by, policy }) => {
    const salt = (): Buffer => randomBytes(SALT_BYTES)
    const record = buildRecord({
      id: randomUUID(),
      at,
      action,
      agency: by?.agency ?? '',
      role: by?.role ?? OPERATOR,
      purpose: '',
      outcome,
      engine: policy?.engine ?? 0,
      policy: policy?.hash ?? '',
      versions: [],
      actor: { staff: null },
      request: { cases: [], asked: null, channel: 'live', justified: false, page },
      decision: { outcome, events: [], released: [] },
      released: disclosedSetHash([], []),
      sought: '',
      salts: { actor: salt(), request: salt(), decision: salt() },
      keys: { command: commandKey(await vault.secret('reader-ids')) },
    })
    await accessLog.append(record)
    return record.id
  }
}
