import { foldCase } from '../../core/case/case-state.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { whoseWordOf } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'

/** The case that is asked about, and what the answer rests on beside it. */
export type CaseInput = Omit<DecisionInput, 'request'>

/** True when an agency's people have access to a case: it coordinates it, was asked by its listing, or has a worker allocated. Nobody's read: it shows nothing. */
export const agencyHasStanding = (release: Release, { logs, agencies, now, instrumentsSince }: CaseInput, agency: AgencyId): boolean =>
  foldCase(logs, agencies, Date.parse(now), whoseWordOf(release, instrumentsSince)).hasStanding(agency)
