import { holds, type InCaseRule } from './rule.ts'

const POLYGRAPH = 'monitoring.polygraph-completed'
const detail = 'A risk change may not rest on polygraph sessions alone. Name what else it rests on.'

/** G16: a risk change may not rest on polygraph events alone. What an unknown id means is not known, so that it may be anything. */
export const g16PolygraphAlone: InCaseRule = ({ index, meant: meantBy, isOwn }) => {
  const meant = index.references.map(meantBy)
  const alone = meant.length > 0 && meant.every((found) => found.length > 0 && found.every((other) => other.index.type === POLYGRAPH))
  return alone ? [{ rule: 'G16', pointer: '/data/based_on', detail, restsOn: meant.flat().every(isOwn) ? 'own' : 'others' }] : holds
}

/** The same, kept with the event and told to nobody: what the publisher may hear of it, it hears before its event is in a case (core/linking/admit.ts). */
export const g16Kept: InCaseRule = (inCase) => g16PolygraphAlone(inCase).map((finding) => ({ ...finding, restsOn: 'others' }))
