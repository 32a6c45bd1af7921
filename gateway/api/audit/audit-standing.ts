import { mayAudit } from '../../../core/control/oversight.ts'
import type { ControlState } from '../../../core/control/state.ts'
import { StoreAlteredError, StoreBehindError } from '../../read/errors.ts'
import type { ReaderCredential } from '../../identity/credential.ts'
import { standsAs } from '../../identity/standing.ts'

/** How somebody stands who asks who read what. `not-oversight`: they may be who they say, and are of an agency that control.events does not name for oversight. */
export type AuditStanding = 'stands' | 'unauthenticated' | 'not-oversight'

type Control = Pick<ControlState, 'staff' | 'agencies'>

export interface AuditStandingDeps {
  /** What the read store says of control.events. */
  readonly readControl: () => Promise<Control>
  /** What control.events itself says. */
  readonly controlOfLog: () => Promise<Control>
  /** Of staff tokens. */
  readonly secret: Buffer
}

/** The standing by what control.events says. Pure. */
export function auditStandingBy(control: Control, reader: ReaderCredential, secret: Buffer): AuditStanding {
  if (!standsAs(control, reader, secret)) return 'unauthenticated'
  return mayAudit(control.agencies, reader.agency, reader.role) ? 'stands' : 'not-oversight'
}

/**
 * Tells how somebody stands who asks who read what. INVARIANT: who altered the read store shuts out no auditor, and lets nobody in: control.events is asked instead.
 */
export const createAuditStanding =
  ({ readControl, controlOfLog, secret }: AuditStandingDeps) =>
  async (reader: ReaderCredential): Promise<AuditStanding> => {
    try {
      return auditStandingBy(await readControl(), reader, secret)
    } catch (error) {
      if (!(error instanceof StoreAlteredError || error instanceof StoreBehindError)) throw error
      return auditStandingBy(await controlOfLog(), reader, secret)
    }
  }
