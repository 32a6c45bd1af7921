import type { IndexPart } from '../../core/case/index-part.ts'
import type { ReadRequest } from '../../policy/facts/input.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { AGENCIES, busIndex, PERSON, type Facts } from './made-up.ts'
import { TOKENS } from './random-facts.ts'
import type { Chance } from './random.ts'
import { isOneOf, matrix, PURPOSE, tables } from './tables.ts'

const ROLES = tables.roles.map(({ code }) => code)
const CLOSE_TO_HER = ['idva', 'partner_link_worker', 'perp_case_manager'] as const
const PAIRS: readonly (readonly string[])[] = [
  [PERSON.perpetrator],
  [PERSON.perpetrator],
  [PERSON.perpetrator, PERSON.one],
  [PERSON.perpetrator, PERSON.one],
  [PERSON.perpetrator, PERSON.other],
  [PERSON.perpetrator, PERSON.child],
  [],
]
const whose = (chance: Chance): string => (chance.oneIn(8) ? TOKENS[2] : chance.oneIn(6) ? TOKENS[1] : TOKENS[0])

function link(chance: Chance, { purpose, reader }: ReadRequest): Facts {
  const ofAgency = chance.oneIn(4)
  return {
    agency: [chance.pick([reader.agency, 'fixture-idva', 'fixture-marac'])],
    ...(ofAgency ? {} : { staff: [whose(chance)] }),
    link: [chance.oneIn(2) && isOneOf(purpose, 'AUD', 'SAR', 'DTH') ? 'audit' : chance.pick(['listed', 'allocated', 'allocated', 'audit'])],
    pairs: chance.pick(PAIRS),
    from: [chance.oneIn(8) ? chance.pick(['2026-06-01', '2026-06-02', '2026-06-01T12:00:00.001Z']) : '2026-01-01'],
    ...(chance.oneIn(6) ? { until: [chance.pick(['2026-05-31', '2026-06-01', '2026-06-01T11:59:59.999Z'])] } : {}),
    ...(chance.oneIn(3) ? { role: [chance.pick(chance.oneIn(2) ? ROLES : CLOSE_TO_HER)] } : {}),
    ...(chance.oneIn(8) ? { purpose: [chance.oneIn(2) ? purpose : chance.pick(Object.values(PURPOSE))] } : {}),
  }
}

/** What somebody answered about a link: mostly that it is ended. */
const answerOn = (chance: Chance, { event_id: id, agency, system }: IndexPart): Facts => ({
  target_event: [id],
  target_agency: [chance.oneIn(8) ? 'fixture-marac' : agency],
  target_system: [system],
  answer: [chance.pick(['ended', 'ended', 'ended', 'confirmed', 'retracted'])],
  at: [chance.oneIn(6) ? '2026-06-01T12:00:00.001Z' : '2026-05-20T09:00:00.000Z'],
  agency: [chance.pick(['fixture-marac', 'fixture-operator'])],
  staff: [TOKENS[2]],
  role: ['marac_coordinator'],
})

const GUARDED = Object.keys(tables.approvers)
const APPROVERS = [...new Set(Object.values(tables.approvers).flat())]

/** An approval: half of the time of a class that the purpose needs one for. */
function approval(chance: Chance, purpose: string): Facts {
  const needed = GUARDED.filter((sensitivity) => ['P', 'P!'].includes(matrix[sensitivity]?.[purpose] ?? ''))
  return {
    agency: [chance.pick(AGENCIES)],
    class: [chance.pick(needed.length > 0 && chance.oneIn(2) ? needed : GUARDED)],
    role: [chance.pick(chance.oneIn(8) ? ROLES : APPROVERS)],
    giver: [chance.oneIn(6) ? TOKENS[0] : TOKENS[2]],
    asker: [whose(chance)],
    at: [chance.oneIn(8) ? '2026-06-01T12:00:00.001Z' : '2026-05-01T09:00:00.000Z'],
    ...(chance.oneIn(3) ? { until: [chance.pick(['2026-05-31T12:00:00.000Z', '2026-06-09T12:00:00.000Z'])] } : {}),
    ...(chance.oneIn(8) ? { purpose: [chance.oneIn(2) ? purpose : chance.pick(Object.values(PURPOSE))] } : {}),
  }
}

/** The link that whoever approves has to the case: mostly that which the approval needs. */
const giversLink = (chance: Chance, { agency = [], giver = [], role = [] }: Facts): Facts => ({
  agency,
  staff: giver,
  pairs: chance.pick(PAIRS),
  from: [chance.oneIn(8) ? '2026-05-02' : '2026-01-01'],
  link: [
    chance.oneIn(5)
      ? chance.pick(['listed', 'allocated', 'audit'])
      : role.includes('marac_chair')
        ? 'listed'
        : role.includes('dpo')
          ? 'audit'
          : 'allocated',
  ],
})

/** Emergency access, on both sides of every bound that it has. */
const breakGlass = (chance: Chance, { reader: { role }, purpose }: ReadRequest): Facts => ({
  staff: [whose(chance)],
  role: [chance.oneIn(8) ? chance.pick(ROLES) : role],
  reason_length: [chance.pick(['39', '40', '80', '80'])],
  opened_at: [
    chance.pick(['2026-06-01T08:00:00.000Z', '2026-06-01T07:59:59.999Z', '2026-06-01T11:00:00.000Z', '2026-06-01T12:00:00.001Z']),
  ],
  ...(chance.oneIn(8) ? { purpose: [chance.oneIn(2) ? purpose : chance.pick(Object.values(PURPOSE))] } : {}),
})

/** An answer about something that was published: of anybody about anything. */
const answer = (chance: Chance): Facts => ({
  target_event: [`event-${String(chance.below(8))}`],
  target_agency: [chance.oneIn(2) ? 'fixture-police' : chance.pick(AGENCIES)],
  target_system: ['records'],
  answer: [chance.oneIn(8) ? 'retracted' : chance.oneIn(3) ? 'ended' : 'confirmed'],
  agency: [chance.pick(AGENCIES)],
  staff: [chance.pick(TOKENS)],
  role: [chance.oneIn(2) ? 'dpo' : chance.pick(ROLES)],
  at: ['2026-05-20T09:00:00.000Z'],
})

/** What the bus says of a case's readers, mostly of the one who will ask. */
export function randomAccess(chance: Chance, request: ReadRequest, caseLog: CaseLogId): readonly IndexPart[] {
  const links = chance.oneIn(6) ? 0 : 1 + chance.below(3)
  const approvals = chance.oneIn(2) ? 1 + chance.below(5) : 0
  const emergencies = chance.oneIn(3) ? 1 : 0
  const said = (type: string, facts: Facts): IndexPart => {
    const index = busIndex(type, `access-${String(chance.below(1_000_000))}`, caseLog, facts)
    return chance.oneIn(30) ? { ...index, agency: agencyNamed('fixture-police') } : index
  }
  const linked = chance.many(links, () => said('access.case-linked', link(chance, request)))
  return [
    ...linked,
    ...linked.flatMap((one) =>
      chance.oneIn(8) ? chance.many(1 + chance.below(2), () => said('access.confirmed', answerOn(chance, one))) : [],
    ),
    ...chance
      .many(approvals, () => approval(chance, request.purpose))
      .flatMap((given) => [
        said('access.approval-given', given),
        ...(chance.oneIn(3) ? [] : [said('access.case-linked', giversLink(chance, given))]),
      ]),
    ...chance.many(chance.oneIn(2) ? 1 + chance.below(3) : 0, () => said('access.confirmed', answer(chance))),
    ...chance.many(emergencies, () => said('access.break-glass-opened', breakGlass(chance, request))),
  ]
}
