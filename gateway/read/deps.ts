import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { OpenSealed } from '../../infra/opening/opener.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { RecordAccess } from '../audit/recorder.ts'
import type { Policy } from '../../policy/policy.ts'
import type { CaseIds } from './case-ids.ts'
import type { ControlReader } from './control-view.ts'
import type { KeptEvents } from './kept-events.ts'
import type { KeptParts } from './kept-parts.ts'
import type { Cursors } from './cursor.ts'
import type { OnOpenPart } from './open-parts.ts'
import type { DecodeIndexPart } from './snapshot.ts'

/** Everything that a read needs. */
export interface ReadDeps {
  readonly clock: Clock
  readonly readStore: ReadStore
  readonly vault: Vault
  readonly catalogue: Catalogue
  readonly policy: Policy
  readonly record: RecordAccess
  readonly readControl: ControlReader
  readonly decodeIndexPart: DecodeIndexPart
  /** Default: nothing is kept from one read to the next. */
  readonly keptEvents?: KeptEvents
  /** Default: the same. */
  readonly keptParts?: KeptParts
  readonly caseIds: CaseIds
  readonly cursors: Cursors
  readonly secrets: { readonly linking: Buffer; readonly readerIds: Buffer }
  readonly onOpenPart?: OnOpenPart
  /** How sealed parts are opened. Default: in the thread of the read. */
  readonly openSealed?: OpenSealed
}

/** The same words on every timeline and list, whatever is in it: they tell nothing. */
export const INCOMPLETE_NOTICE =
  'This record may be incomplete. Agencies hold back information when sharing it would not be lawful, necessary or safe.'
