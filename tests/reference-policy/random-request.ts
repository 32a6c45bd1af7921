import type { ReadRequest } from '../../policy/facts/input.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { AGENCIES, LOGS } from './made-up.ts'
import { TOKENS } from './random-facts.ts'
import type { Chance } from './random.ts'
import { isOneOf, PURPOSE, roleOf, tables } from './tables.ts'

const CHANNELS = ['live', 'extract', 'aggregate'] as const
const READERS = tables.roles.filter(({ purposes }) => purposes.length > 0).map(({ code }) => code)

/** A role that reads, mostly. */
export const randomRole = (chance: Chance): string =>
  chance.oneIn(40) ? chance.pick(['agency_publisher', 'system_admin', 'no_such_role']) : chance.pick(READERS)

function purposeOf(chance: Chance, role: string): string {
  const held = roleOf(role)?.purposes ?? []
  if (chance.oneIn(25)) return PURPOSE.DTH
  return held.length === 0 || chance.oneIn(30) ? chance.pick(Object.values(PURPOSE)) : chance.pick(held)
}

function channelOf(chance: Chance, purpose: string): ReadRequest['channel'] {
  if (chance.oneIn(20)) return chance.pick(CHANNELS)
  if (isOneOf(purpose, 'EVA') && chance.oneIn(3)) return 'live'
  if (chance.oneIn(15)) return 'aggregate'
  return isOneOf(purpose, 'MAP') ? 'aggregate' : isOneOf(purpose, 'SAR', 'EVA') ? 'extract' : 'live'
}

/** A request of a reader, mostly one that can be answered. */
export function randomRequest(chance: Chance, role: string): ReadRequest {
  const purpose = purposeOf(chance, role)
  const agency = chance.oneIn(2) ? agencyNamed('fixture-idva') : agencyNamed(chance.pick(AGENCIES))
  return {
    reader: {
      staff: `${agency}:reader`,
      agency,
      role,
      tokens: [TOKENS[0], TOKENS[1], `token:${agency}`],
      ...(chance.oneIn(12) ? { otherRoles: [chance.pick(tables.roles).code] } : {}),
    },
    purpose,
    channel: channelOf(chance, purpose),
    justified: !chance.oneIn(4),
    ...(chance.oneIn(isOneOf(purpose, 'DTH', 'EVA') ? 2 : 10) ? { granted: chance.oneIn(2) || isOneOf(purpose, 'DTH') } : {}),
    ...(chance.oneIn(15) && !isOneOf(purpose, 'MAP') ? {} : { cell: chance.pick([9, 10, 12, 50]) }),
    ...(isOneOf(purpose, 'SAR') && !chance.oneIn(6)
      ? { requester: chance.pick(['subject', 'harmed_adult', 'child_or_parent', 'third_party']) }
      : {}),
    ...(isOneOf(purpose, 'EVA') && chance.oneIn(4) ? { extractOf: chance.some(LOGS, 2) } : {}),
  }
}
