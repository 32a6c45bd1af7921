import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { IndexPart } from '../../case/index-part.ts'

/** Where a disclosure says what is disclosed. */
export const DISCLOSURE_CONTENT = { type: 'dvds.decision-made', field: 'content_scope' } as const

/** The harmed people whom the content of a disclosure names. */
export const disclosureNames = (type: string, mentions: IndexPart['mentions']): IndexPart['mentions'] =>
  type === DISCLOSURE_CONTENT.type ? mentions.filter(({ field }) => field === DISCLOSURE_CONTENT.field) : []

/** Rules that judge every event of a type. */
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  'marac.case-listed': ['G11.override'],
  'oocr.issued': ['G12.kept'],
  'bail.decided': ['G14.kept'],
  'risk.level-changed': ['G16.kept'],
  'dvds.decision-made': ['W07.kept'],
  'dvds.disclosure-made': ['G25.kept'],
  'marac.action-updated': ['G28.kept'],
  'record.erased': ['G32'],
}

/** Types of which a content alone decides whether a rule of the case judges them. */
const SOMETIMES: ReadonlySet<string> = new Set(['oocr.considered'])

/**
 * True of the types of which something can be judged only in the case. INVARIANT: of the type alone, since the receipt of each event of such a type has a later entry
 * whether the event is linked or not, and whoever it names.
 */
export const hasVerdictInCase = (type: string): boolean => Object.hasOwn(OF_TYPE, type) || SOMETIMES.has(type)

/**
 * The rules that judge an event in its case. W09 judged events of before; it is the event's own now (core/publish/w09-other-party.ts). It stands in the index part, so that a later release of the rules judges no event of the past anew: a rule
 * that is changed gets a name of its own. Of sealed values it tells one: that a resolution was found eligible (G13).
 */
export function judgedBy({ type, data }: Pick<AgencyEvent, 'type' | 'data'>, mentions: IndexPart['mentions']): readonly string[] {
  const eligible = type === 'oocr.considered' && data.details.result_reason === 'eligible'
  const ofDisclosure = disclosureNames(type, mentions)
  return [...(OF_TYPE[type] ?? []), ...(eligible ? ['G13.known'] : []), ...(ofDisclosure.length > 0 ? ['G26.kept'] : [])]
}
