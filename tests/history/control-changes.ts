import { agencyIdOf } from '../../schemas/ids.ts'
import type { AgencyEntryJson } from '../../commands/demo/folder.ts'
import { staffToken, type LinkingSecret } from '../../core/linking/tokens.ts'
import type { ControlRecord } from '../../infra/event-log/control-events.ts'
import { below, oneOf, type Random } from '../../producers/simulator/random.ts'
import type { MadeUpStaff } from './staff.ts'

/** An entry of control.events that is to be written. */
export interface ControlChange {
  readonly name: ControlRecord
  readonly entry: Readonly<Record<string, unknown>>
}

const AGENCY_SHARE = 0.3
const ENDS = 0.25
const MOVES = 0.5

/** Changes of staff and agencies, endless: people start and end, agencies get a contact, or another area and lose it. Each as `throughline staff` and `agencies` would write it. */
export function* controlChanges(
  random: Random,
  {
    agencies,
    staff,
    secret,
  }: { readonly agencies: readonly AgencyEntryJson[]; readonly staff: readonly MadeUpStaff[]; readonly secret: LinkingSecret },
): Generator<(at: string) => ControlChange, never> {
  const areas = [...new Set(agencies.flatMap((one) => one.areas))].sort()
  const by = staffToken(secret, `${agencyIdOf('throughline-operator')}:admin`)
  for (let number = 1; ; number++) {
    if (random() < AGENCY_SHARE) {
      const { agency, name, type, areas: own, oversight = false } = oneOf(random, agencies)
      const more = random() < MOVES ? [] : [oneOf(random, areas)]
      const contact = `0300 ${String(100 + below(random, 900))} ${String(1000 + below(random, 9000))}`
      yield (at) => ({
        name: 'agency-registered',
        entry: { at, agency, name, agency_type: type, areas: [...new Set([...own, ...more])], oversight, contact },
      })
    } else {
      const { agency, id, role } = oneOf(random, staff)
      const ended = random() < ENDS
      yield (at) => ({
        name: 'staff-changed',
        entry: {
          at,
          staff: staffToken(secret, `${agency}:${id}`),
          status: ended ? 'ended' : 'active',
          role: ended ? '' : role,
          duties: [],
          by,
        },
      })
    }
  }
}
