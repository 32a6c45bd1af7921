import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'

type Json = Readonly<Record<string, unknown>>

/** Rules that are judged by what a sender itself published. */
export type OwnRuleName = 'G12' | 'G14' | 'G25' | 'G28' | 'W07'

/** An event of a sequence, and what its receipt names. */
export interface Step {
  readonly event: CloudEventJson
  readonly rejected: readonly OwnRuleName[]
  readonly warned: readonly OwnRuleName[]
}

export interface Sequence {
  readonly rule: OwnRuleName
  /** Kind of agency that sends it. */
  readonly kind: string
  /** In their order of sending. */
  readonly steps: (as: SaidAs) => readonly Step[]
}

/** Who says it, and of whom. */
export interface SaidAs {
  /** Tells ids of one telling from those of another. */
  readonly name: string
  readonly agency: string
  /** An event of each type (schemas/examples). */
  readonly examples: ReadonlyMap<string, Json>
  /** The people of an event, and how it refers to what others said; asked once for each event. */
  readonly about: (example: Json) => Json
}

/** Rules of the publisher's own events that its receipt names: those that refuse the event, and those that warn. */
interface ReceiptRules {
  readonly rejected?: readonly OwnRuleName[]
  readonly warned?: readonly OwnRuleName[]
}

/** An event of a type, by its place in its sequence. */
type Say = (place: string, type: string, details: Json, expected?: ReceiptRules) => Step

const sayAs = ({ name, agency, examples, about }: SaidAs): { readonly say: Say; readonly id: (place: string) => string } => {
  const id = (place: string): string => uuidOf('own sequence', `${name} ${place}`)
  const say: Say = (place, type, details, { rejected = [], warned = [] } = {}) => {
    const example = examples.get(type) as unknown as CloudEventJson
    const data = example.data as unknown as Json
    const event = {
      ...example,
      id: id(place),
      source: `/agencies/${agency}/records`,
      data: { ...data, ...about(data), agency_record_ref: place, details: { ...(data.details as Json), ...details } },
    } as unknown as CloudEventJson
    return { event, rejected, warned }
  }
  return { say, id }
}

/** Views of hers that a decision names: its own, of another proceeding, of nobody, no views at all, withdrawn. */
const viewsSequence = (rule: 'G12' | 'G14', field: string, asked: string, decided: string): Sequence => ({
  rule,
  kind: 'police',
  steps: (as) => {
    const { say, id } = sayAs(as)
    const [one, other] = [`${as.name}-1`, `${as.name}-2`]
    return [
      say(`${rule} views`, asked, { [field]: one }),
      say(`${rule} as it should be`, decided, { [field]: one, views_event: id(`${rule} views`) }),
      say(`${rule} views on another`, decided, { [field]: other, views_event: id(`${rule} views`) }, { rejected: [rule] }),
      say(`${rule} no views`, decided, { [field]: one, views_event: id(`${rule} as it should be`) }, { rejected: [rule] }),
      say(`${rule} views of somebody else`, decided, { [field]: one, views_event: id('nobody’s') }, { warned: [rule] }),
      say(`${rule} views of somebody else on another`, decided, { [field]: other, views_event: id('nobody’s') }),
      say(`${rule} withdrawal`, 'record.retracted', { target_event: id(`${rule} views`) }),
      say(`${rule} withdrawn views`, decided, { [field]: one, views_event: id(`${rule} views`) }, { rejected: [rule] }),
    ]
  },
})

const disclosure: Sequence = {
  rule: 'G25',
  kind: 'police',
  steps: (as) => {
    const { say, id } = sayAs(as)
    const dvds = { dvds_id: `${as.name}-d` }
    const decided = (place: string, decision: string): Step => say(place, 'dvds.decision-made', { ...dvds, decision })
    return [
      say('G25 of nothing of ours', 'dvds.disclosure-made', dvds),
      say('G25 application', 'dvds.application-received', { ...dvds, due_by: '2099-01-01' }),
      say('G25 not decided', 'dvds.disclosure-made', dvds, { rejected: ['G25'] }),
      decided('G25 decision against', 'no_disclosure_not_necessary'),
      say('G25 decided against', 'dvds.disclosure-made', dvds, { rejected: ['G25'] }),
      say('G25 withdrawal', 'record.retracted', { target_event: id('G25 decision against') }),
      decided('G25 decision', 'disclose'),
      say('G25 decided', 'dvds.disclosure-made', dvds),
    ]
  },
}

const late: Sequence = {
  rule: 'W07',
  kind: 'police',
  steps: (as) => {
    const { say } = sayAs(as)
    const decided = (place: string, day: string, expected: ReceiptRules): Step =>
      say(place, 'dvds.decision-made', { dvds_id: `${as.name}-l`, decided_on: day }, expected)
    return [
      decided('W07 of nothing of ours', '2025-04-09', {}),
      say('W07 application', 'dvds.application-received', { dvds_id: `${as.name}-l`, due_by: '2025-04-08' }),
      decided('W07 in time', '2025-04-08', {}),
      decided('W07 late', '2025-04-09', { warned: ['W07'] }),
    ]
  },
}

const action: Sequence = {
  rule: 'G28',
  kind: 'marac_coordination',
  steps: (as) => {
    const { say, id } = sayAs(as)
    const updated = (place: string, actionId: string, expected: ReceiptRules): Step =>
      say(place, 'marac.action-updated', { action_id: actionId }, expected)
    const one = `${as.name}-a`
    return [
      say('G28 action', 'marac.action-agreed', { action_id: one, marac_id: `${as.name}-m` }),
      updated('G28 of ours', one, {}),
      updated('G28 of another id', `${as.name}-b`, { warned: ['G28'] }),
      say('G28 withdrawal', 'record.retracted', { target_event: id('G28 action') }),
      updated('G28 withdrawn', one, { rejected: ['G28'] }),
    ]
  },
}

/** Events that each of the rules of a sender's own publications has something to say of, with those before them that it says it by. */
export const OWN_SEQUENCES: readonly Sequence[] = [
  viewsSequence('G12', 'oocr_id', 'oocr.victim-views-sought', 'oocr.issued'),
  viewsSequence('G14', 'bail_id', 'bail.victim-views-sought', 'bail.decided'),
  disclosure,
  action,
  late,
]
