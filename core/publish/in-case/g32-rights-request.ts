import { fact } from '../../case/index-part.ts'
import { holds, type InCaseRule } from './rule.ts'

/** Kinds of request that a reason for erasure follows. Other reasons follow none. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  art17_unlawful: ['erasure'],
  art17_1g_malicious_allegation: ['erasure', 'erasure_malicious_allegation'],
  objection_upheld: ['objection'],
}

const detail = 'Erasure for this reason follows a rights request: publish the rights.request-updated event of it first.'

/** G32: erasure under Article 17, or after an objection, follows a rights request. */
export const g32RightsRequest: InCaseRule = ({ index, earlier }) => {
  const kinds = ASKED[fact(index, 'reason')[0] ?? '']
  if (kinds === undefined) return holds
  if (earlier('rights.request-updated').some((request) => fact(request.index, 'kind').some((kind) => kinds.includes(kind)))) return holds
  // Only the bus operator erases, and it sees every case.
  return [{ rule: 'G32', pointer: '/data/details/reason', detail, restsOn: 'own' }]
}
