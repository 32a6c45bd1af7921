import { SealError, sealingKey, type SealingKey } from '../../core/sealing/seal.ts'
import type { DataKey, KeyScope, Vault } from '../vault/port.ts'
import type {
  AccessRecord,
  ActorOpening,
  ActorValue,
  CaseOpening,
  DecisionValue,
  RequestValue,
} from '../../core/access-log/access-record.ts'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import { bindingOf } from '../../core/access-log/binding.ts'
import { commits, type CommitmentTag } from '../../core/access-log/commitment.ts'
import { commandKey, isCommandOpening, openCommandOpening, openingReference, openOpening, REFERENCE_SCOPE } from './opening.ts'

/** Why an opening does not open: its key was destroyed (erased), or is missing or lost (unreadable), or record and opening do not belong together (altered). */
export type Unopened = 'erased' | 'unreadable' | 'altered'

export interface OpenedRecord {
  readonly actor: ActorValue | Unopened
  readonly request: RequestValue | Unopened
  readonly decision: DecisionValue | Unopened
}

type Part = 'actor' | 'case'
export type OpeningVault = Pick<Vault, 'keys' | 'lost' | 'secret'>

/** The key of commands' openings is no data key: a process of operators has none. */
const OF_COMMANDS = 'of-commands'

/** An opening, with the scope of the key that it is under, or why that cannot be said. */
interface Opening {
  readonly binding: string
  readonly part: Part
  readonly sealed: Buffer
  readonly scope: KeyScope | Unopened | typeof OF_COMMANDS
}

/** A value with the salt (hex) by which its record commits to it. */
export interface Salted<T> {
  readonly salt: string
  readonly value: T
}

/** An opened record with its salts: for whoever has to make its commitments again. */
export interface SaltedRecord {
  readonly actor: Salted<ActorValue> | Unopened
  readonly request: Salted<RequestValue> | Unopened
  readonly decision: Salted<DecisionValue> | Unopened
}

const checked = <T>(committed: Buffer, tag: CommitmentTag, opening: Salted<T>): Salted<T> | Unopened =>
  commits(committed, tag, Buffer.from(opening.salt, 'hex'), canonicalJson(opening.value)) ? opening : 'altered'

const valueOf = <T>(opened: Salted<T> | Unopened): T | Unopened => (typeof opened === 'string' ? opened : opened.value)

/** The values of an opened record. */
export const withoutSalts = ({ actor, request, decision }: SaltedRecord): OpenedRecord => ({
  actor: valueOf(actor),
  request: valueOf(request),
  decision: valueOf(decision),
})

const closedFor = (key: DataKey | undefined): Unopened => (key === 'destroyed' ? 'erased' : 'unreadable')
const isKey = (key: DataKey | undefined): key is Buffer => Buffer.isBuffer(key)
/** Each key is made ready once: a reader's and a case's openings are many. */
const nameOf = ({ case: of, person, class: sensitivity }: KeyScope): string => `${of}\n${person}\n${sensitivity}`

/** A key made in the place of a lost one opens nothing of before. */
const unopened = async (vault: OpeningVault, scope: KeyScope): Promise<Unopened> =>
  (await vault.lost([scope]))[0] === true ? 'unreadable' : 'altered'

async function placed(
  vault: OpeningVault,
  reference: SealingKey | Unopened,
  binding: string,
  part: Part,
  sealed: Buffer,
): Promise<Opening> {
  const at = (scope: Opening['scope']): Opening => ({ binding, part, sealed, scope })
  if (isCommandOpening(sealed)) return at(OF_COMMANDS)
  if (typeof reference === 'string') return at(reference)
  try {
    return at({ ...REFERENCE_SCOPE, case: openingReference(binding, part, reference, sealed) })
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    return at(await unopened(vault, REFERENCE_SCOPE))
  }
}

async function readyKeys(vault: OpeningVault, openings: readonly Opening[]): Promise<ReadonlyMap<string, SealingKey | Unopened>> {
  const scopes = new Map(openings.flatMap(({ scope }) => (typeof scope === 'string' ? [] : [[nameOf(scope), scope] as const])))
  const keys = await vault.keys([...scopes.values()], { create: false })
  return new Map([...scopes.keys()].map((name, at) => [name, isKey(keys[at]) ? sealingKey(keys[at]) : closedFor(keys[at])]))
}

/** What a command's opening says; `altered` where it is not what was sealed. */
function contentOfCommand<T>(binding: string, part: Part, key: Buffer, sealed: Buffer): T | 'altered' {
  try {
    return JSON.parse(openCommandOpening(binding, part, key, sealed)) as T
  } catch (error) {
    if (error instanceof SealError) return 'altered'
    throw error
  }
}

/** The reference key, ready for many openings, or why it cannot be had. */
export async function referenceKey(vault: OpeningVault): Promise<SealingKey | Unopened> {
  const [key] = await vault.keys([REFERENCE_SCOPE], { create: false })
  return isKey(key) ? sealingKey(key) : closedFor(key)
}

/** Opens records and checks each value against its commitment, asking the vault once for all their keys. Never throws for one that was altered or erased. */
export const openRecords = async (vault: OpeningVault, records: readonly AccessRecord[]): Promise<readonly OpenedRecord[]> =>
  (await openSaltedRecords(vault, records)).map(withoutSalts)

/** As `openRecords`, with the salts. */
export async function openSaltedRecords(vault: OpeningVault, records: readonly AccessRecord[]): Promise<readonly SaltedRecord[]> {
  const reference = await referenceKey(vault)
  const openings = await Promise.all(
    records.map(async (record) => {
      const binding = bindingOf(record)
      return {
        actor: await placed(vault, reference, binding, 'actor', record.opening_actor),
        about: await placed(vault, reference, binding, 'case', record.opening_case),
      }
    }),
  )
  const keys = await readyKeys(
    vault,
    openings.flatMap(({ actor, about }) => [actor, about]),
  )
  const ofCommands = openings.some(({ actor, about }) => actor.scope === OF_COMMANDS || about.scope === OF_COMMANDS)
    ? commandKey(await vault.secret('reader-ids'))
    : undefined
  const content = async <T>({ binding, part, sealed, scope }: Opening): Promise<T | Unopened> => {
    if (scope === OF_COMMANDS) return ofCommands === undefined ? 'unreadable' : contentOfCommand<T>(binding, part, ofCommands, sealed)
    const key = typeof scope === 'string' ? scope : (keys.get(nameOf(scope)) ?? 'unreadable')
    if (typeof key === 'string' || typeof scope === 'string') return key as Unopened
    try {
      return JSON.parse(openOpening(binding, part, key, sealed)) as T
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      return unopened(vault, scope)
    }
  }
  return Promise.all(
    records.map(async (record, at): Promise<SaltedRecord> => {
      const { actor: ofActor, about: ofCase } = openings[at] ?? { actor: undefined, about: undefined }
      const actor = ofActor === undefined ? 'altered' : await content<ActorOpening>(ofActor)
      const about = ofCase === undefined ? 'altered' : await content<CaseOpening>(ofCase)
      return {
        actor: typeof actor === 'string' ? actor : checked(record.actor, 'actor', actor),
        request: typeof about === 'string' ? about : checked(record.request, 'request', about.request),
        decision: typeof about === 'string' ? about : checked(record.decision, 'decision', about.decision),
      }
    }),
  )
}
