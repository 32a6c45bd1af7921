import { z } from 'zod'
import { dutyCodes } from '../core/control/duties.ts'
import { mayHold } from '../core/control/oversight.ts'
import { staffToken } from '../core/linking/tokens.ts'
import { CONTROL_CONSUMER } from '../consumers/control/start.ts'
import { currentReleaseFiles } from '../policy/release/files.ts'
import { loadRelease } from '../policy/release/load.ts'
import { appendControl } from '../infra/event-log/control-events.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { isAgencyId } from '../schemas/ids.ts'
import { controlNow } from './control-now.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { runningOrHere } from './running-or-here.ts'
import { withControl } from './with-control.ts'

/** What an operator says of a person: the role they have from now on, or that they have none any more. */
export interface StaffChange {
  readonly agency: string
  /** Staff id within the agency, as in the sign-in's `sub`. */
  readonly staff: string
  /** Code of a role; undefined: the person reads nothing any more. */
  readonly role?: string | undefined
  /** What the agency names them for besides; default: nothing. */
  readonly duties?: readonly string[] | undefined
  /** Who asked for it: `<agency>:<staff id>`. */
  readonly by: string
}

const WAIT_MS = 30_000
const STAFF = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/
const BY = /^[a-z0-9][a-z0-9_-]{0,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/

async function check(parts: Parts, { agency, staff, role, duties = [], by }: StaffChange): Promise<void> {
  if (!STAFF.test(staff)) throw new Error('--staff must be the id that the sign-in gives: letters, digits, dots, - and _, at most 128.')
  if (!BY.test(by)) throw new Error('--by must be <agency>:<staff id>.')
  if (by === `${agency}:${staff}`) throw new Error('Nobody changes their own standing: --by must be somebody else.')
  const { agencies } = await controlNow(parts.store)
  if (!isAgencyId(agency) || !agencies.has(agency)) throw new Error(`No agency "${agency}" is registered.`)
  const roles = Object.keys(loadRelease(currentReleaseFiles(parts.catalogue)).roles.roles)
  if (!duties.every((duty) => dutyCodes.includes(duty)) || (duties.length > 0 && role === undefined))
    throw new Error(`--duty goes with --role and must be one of: ${dutyCodes.join(', ')}.`)
  if (role !== undefined && !roles.includes(role)) throw new Error(`--role must be one of: ${roles.join(', ')}.`)
  if (role !== undefined && !mayHold(agencies, agency, role))
    throw new Error(`People of this agency may not be ${role}: register it with "oversight": true first (throughline agencies register).`)
}

/**
 * Says what a person is from now on; resolves when it is in force, on every gateway: the next request with a session or token of another role is refused.
 * Throws Error for what is not as it must be.
 */
export async function changeStaff(parts: Parts, change: StaffChange): Promise<void> {
  await check(parts, change)
  const { log, registry, clock, store, vault } = parts
  const secret = await vault.secret('linking')
  const { agency, staff, role, duties = [], by } = change
  const [position] = await appendControl(log, registry, 'staff-changed', [
    {
      at: new Date(clock.now()).toISOString(),
      staff: staffToken(secret, `${agency}:${staff}`),
      status: role === undefined ? 'ended' : 'active',
      role: role ?? '',
      duties: [...duties],
      by: staffToken(secret, by),
    },
  ])
  if (position) await waitForEffect(store, position, { consumer: CONTROL_CONSUMER, timeout: WAIT_MS })
}

const changeAsked = z.object({
  agency: z.string(),
  staff: z.string(),
  role: z.string().optional(),
  duties: z.array(z.string()).optional(),
  by: z.string(),
})

/** The command to a running process. */
export const staffHandler =
  (parts: Parts) =>
  async (asked: Readonly<Record<string, unknown>>): Promise<null> => {
    await changeStaff(parts, changeAsked.parse(asked))
    return null
  }

/** `throughline staff change`; resolves with the exit code. */
export async function staff(configuration: Configuration, change: StaffChange, output: Output): Promise<number> {
  await runningOrHere(configuration, 'staff', { ...change }, (parts) => withControl(parts, () => staffHandler(parts)({ ...change })))
  const { agency, staff: id, role, duties = [] } = change
  const besides = duties.length === 0 ? '' : ` Named for: ${duties.join(', ')}.`
  output.result(
    role === undefined ? `${agency}:${id} reads nothing any more.` : `${agency}:${id} reads as ${role}, and as nothing else.${besides}`,
    { agency, staff: id, role: role ?? null },
  )
  return 0
}
