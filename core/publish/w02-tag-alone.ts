import type { EmStatus } from '../../schemas/generated/codes.ts'
import { inDetails, ofType } from './of-type.ts'

/** Statuses of a tag that is, or is about to be, worn. */
const WORN: ReadonlySet<EmStatus> = new Set<EmStatus>(['ordered', 'fitted', 'varied'])
const PROGRAMME = 'A tag works beside behaviour change: no programme is in place.'
const SUPPORT = 'A tag works beside support for those it protects: none is in place.'

/** W02: a tag without programme or support in place. */
export const w02TagAlone = ofType(
  'monitoring.status-changed',
  ({ status, wraparound_programme: programme, wraparound_support: support }) =>
    !WORN.has(status)
      ? []
      : [
          programme !== 'in_place' && inDetails('W02', 'wraparound_programme', PROGRAMME),
          support !== 'in_place' && inDetails('W02', 'wraparound_support', SUPPORT),
        ],
)
