import { sealedFate, type KeyFate } from '../../core/sealing/key-fate.ts'
import type { LogRecord } from '../../infra/event-log/port.ts'
import { REFERENCE_SCOPE } from '../../infra/access-log/opening.ts'
import type { DataKey, KeyScope, MissingKey, Vault } from '../../infra/vault/port.ts'
import type { Decoder } from '../../schemas/codec/resolvers.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { claimedIn, isOfOne, sealedIn, type SealedIn } from './sealed-in.ts'

/** What of one log, or of one case log of it, cannot be opened for want of keys. */
export interface MissingIn {
  readonly topic: string
  readonly caseLog?: CaseLogId
  readonly keys: number
  readonly records: number
}

/** Keys that are missing, and where. */
export interface Missing {
  readonly keys: readonly MissingKey[]
  readonly logs: readonly MissingIn[]
}

const nameOf = ({ case: of, person, class: sensitivity }: KeyScope): string => `${of}\n${person}\n${sensitivity}`
const fateOf = (key: DataKey | undefined): KeyFate => (Buffer.isBuffer(key) ? 'there' : (key ?? 'absent'))

interface LogWithMissing {
  readonly topic: string
  readonly caseLog: CaseLogId | undefined
  readonly keys: Set<string>
  readonly records: Set<string>
}

/** Something sealed that does not open, and the record that it stands in. */
interface Unopened {
  readonly sealed: SealedIn
  readonly absent: readonly KeyScope[]
  readonly record: LogRecord
}

export interface Search {
  /** Looks up the keys of everything sealed in records, a chunk of a log, in one call. */
  take(records: readonly LogRecord[]): Promise<void>
  /** What was missing in all that was taken; without what an operator has accepted as lost. */
  found(): Promise<Missing>
}

/**
 * Looks for keys that are missing: of something sealed in a log, neither there nor destroyed. What waits in unlinked.events is done with once links.events
 * has a claim of it. A record that cannot be decoded is passed over: others tell of it.
 */
export function createSearch(vault: Vault, decoder: Decoder): Search {
  const unopened: Unopened[] = []
  const claimed = new Set<string>()

  const decode = async (
    record: LogRecord,
    reference: Buffer | undefined,
  ): Promise<readonly { readonly sealed: SealedIn; readonly record: LogRecord }[]> => {
    const decoded = await decoder.decode(record.value)
    if (!decoded.ok) return []
    const claim = claimedIn(decoded.value)
    if (claim !== undefined) claimed.add(claim)
    return sealedIn(decoded.value, reference).map((sealed) => ({ sealed, record }))
  }
  return {
    async take(records) {
      const [reference] = await vault.keys([REFERENCE_SCOPE], { create: false })
      const items = (await Promise.all(records.map((record) => decode(record, Buffer.isBuffer(reference) ? reference : undefined)))).flat()
      const scopes = new Map(items.flatMap(({ sealed }) => sealed.scopes.map((scope) => [nameOf(scope), scope] as const)))
      const keys = await vault.keys([...scopes.values()], { create: false })
      const fates = new Map([...scopes.keys()].map((name, at) => [name, fateOf(keys[at])]))
      const fate = (scope: KeyScope): KeyFate => fates.get(nameOf(scope)) ?? 'absent'
      for (const { sealed, record } of items) {
        if (sealedFate(sealed.scopes.map(fate)) === 'unreadable')
          unopened.push({ sealed, record, absent: sealed.scopes.filter((scope) => fate(scope) === 'absent') })
      }
    },
    async found() {
      const open = unopened.filter(({ sealed: { waits } }) => waits === undefined || !claimed.has(waits))
      const scopes = new Map(open.flatMap(({ absent }) => absent.map((scope) => [nameOf(scope), scope] as const)))
      const lost = await vault.lost([...scopes.values()])
      const accepted = new Set([...scopes.keys()].filter((_, at) => lost[at] === true))
      return missingOf(open, (scope) => accepted.has(nameOf(scope)))
    },
  }
}

function missingOf(open: readonly Unopened[], isAccepted: (scope: KeyScope) => boolean): Missing {
  const keys = new Map<string, MissingKey>()
  const byLog = new Map<string, LogWithMissing>()
  for (const { sealed, record, absent } of open) {
    const { topic, partition, offset, timestamp } = record
    const at = new Date(timestamp).toISOString()
    for (const scope of absent) {
      if (isAccepted(scope)) continue
      const name = nameOf(scope)
      const before = keys.get(name)
      keys.set(name, {
        scope,
        at: before !== undefined && before.at < at ? before.at : at,
        forGood: before?.forGood === true || (sealed.final && isOfOne(scope)),
      })
      const where = `${topic}\n${sealed.caseLog ?? ''}`
      const log = byLog.get(where) ?? { topic, caseLog: sealed.caseLog, keys: new Set(), records: new Set() }
      byLog.set(where, log)
      log.keys.add(name)
      log.records.add(`${String(partition)}/${String(offset)}`)
    }
  }
  return {
    keys: [...keys.values()],
    logs: [...byLog.values()].map(({ topic, caseLog, keys: names, records }) => ({
      topic,
      ...(caseLog === undefined ? {} : { caseLog }),
      keys: names.size,
      records: records.size,
    })),
  }
}
