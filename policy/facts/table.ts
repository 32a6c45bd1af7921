import { fact as factsNamed } from '../../core/case/index-part.ts'
import { endOf } from '../../core/case/moments.ts'
import { sharesAnArea } from './areas.ts'
import { fact } from './fact-row.ts'
import { isMixed } from './pair-scope.ts'
import { hasConflict, isAllocated, isInExtract, isListed } from './reading.ts'
import { isRefused } from './wishes.ts'

const startsWithOneOf = (type: string, prefixes: readonly string[]): boolean => prefixes.some((prefix) => type.startsWith(prefix))

/** Bases by which an account comes from a harmed person, a child or a third party. */
const TOLD_BY_OTHERS: ReadonlySet<string> = new Set(['reported_by_harmed', 'reported_by_child', 'reported_by_third_party'])

/**
 * Every fact that policies judge by: what it is worked out for, its name in cedar/schema.cedarschema, the questions that hear it, how it is worked out. What is
 * kept of an event or a class is kept by these facts, so that a new one is a row here, its name in the schema, and the policy that asks for it.
 */
export const FACTS = [
  // Of the request alone.
  fact(
    'request',
    'held',
    ['request'],
    ({ release, request: { reader, purpose } }) => release.roles.roles[reader.role]?.purposes.includes(purpose) === true,
  ),
  fact('request', 'granted', ['request'], ({ request }) => request.granted === true),

  // Of the reader before the case.
  fact('case', 'blocked', ['case', 'review'], ({ blocked }) => blocked),
  fact('case', 'conflict', ['case', 'review'], hasConflict),
  fact('case', 'listed', ['case', 'review'], isListed),
  fact('case', 'allocated', ['case'], isAllocated),
  fact('case', 'task', ['case', 'review'], ({ access }) => access.some(({ kind }) => kind === 'audit')),
  fact('case', 'break_glass', ['case'], ({ breakGlass }) => breakGlass),
  fact('case', 'extract', ['case'], isInExtract),
  fact('case', 'outside_listing', ['case'], (reading) => isAllocated(reading) && !isListed(reading) && !reading.breakGlass),
  fact('case', 'justified', ['case'], ({ request }) => request.justified),
  // The first engine alone: an agency's own event links it to that event.
  fact(
    'case',
    'own_event',
    ['case'],
    ({ release, request: { reader }, state }) =>
      release.engine === 1 && state.events.all.some(({ index, left }) => left !== true && index.agency === reader.agency),
  ),

  // Of an opening of emergency access, for its review.
  fact('opening', 'near', ['review'], ({ reading: { state, request }, opened: { index } }) =>
    factsNamed(index, 'agency').some((agency) => sharesAnArea(state.agencies, agency, request.reader.agency)),
  ),
  fact('opening', 'own_agency', ['review'], ({ reading: { request }, opened: { index } }) =>
    factsNamed(index, 'agency').includes(request.reader.agency),
  ),
  fact('opening', 'own_emergency', ['review'], ({ reading: { request }, opened: { index } }) =>
    factsNamed(index, 'staff').some((token) => request.reader.tokens.includes(token)),
  ),

  // Of an event, and of its type.
  fact('event', 'gone', ['event'], ({ gone }) => gone),
  fact('event', 'about_hidden', ['event'], ({ target }) => target.about_hidden),
  fact('event', 'about_reduced', ['event'], ({ target }) => target.about_reduced),
  fact('type', 'type_purpose', ['event'], ({ reading: { request }, rules }) => rules.purposes.has(request.purpose)),
  fact(
    'event',
    'narrowed',
    ['event'],
    ({ reading: { request }, event: { index } }) =>
      index.purposes_permitted !== null && !index.purposes_permitted.includes(request.purpose),
  ),
  fact(
    'type',
    'left_out',
    ['event'],
    ({ reading: { release, request }, type }) =>
      request.requester !== undefined && startsWithOneOf(type, release.subjectAccess.left_out[request.requester] ?? []),
  ),
  fact('type', 'role_type', ['event'], ({ reading: { release, request }, type }) => {
    const prefixes = release.roles.roles[request.reader.role]?.type_prefixes
    return prefixes == null || startsWithOneOf(type, prefixes)
  }),
  fact('type', 'never', ['event'], ({ reading: { release, request }, type }) =>
    startsWithOneOf(type, release.roles.roles[request.reader.role]?.never ?? []),
  ),
  fact(
    'event',
    'embargoed',
    ['event'],
    ({ reading: { state }, event: { index } }) => index.embargo_until !== null && endOf(index.embargo_until) > state.now,
  ),
  // Asked of an embargoed event alone, so that other events of any agency are judged as one.
  fact(
    'event',
    'own_agency',
    ['event'],
    ({ reading: { request, state }, event: { index } }) =>
      index.embargo_until !== null && endOf(index.embargo_until) > state.now && index.agency === request.reader.agency,
  ),
  fact('event', 'refused', ['event'], ({ reading, event }) => isRefused(reading, event)),
  // It shows the perpetrator's pattern, and is of another pair.
  fact('type', 'pattern_type', [], ({ reading: { release }, type }) => startsWithOneOf(type, release.groups.pattern)),
  fact('event', 'pattern', ['event'], ({ type, whosePair }) => whosePair === 'other' && type.pattern_type),
  fact('type', 'safety_concern', ['event'], ({ reading: { release }, type }) => startsWithOneOf(type, release.groups.safety_concern)),
  fact('type', 'aggregate', ['event'], ({ reading: { request } }) => request.channel === 'aggregate'),
  fact('event', 'block_kept', ['event'], ({ block }) => block.block_kept),
  // It is also about people out of the reader's scope.
  fact('event', 'mixed', [], ({ reading, pairs, event }) => isMixed(reading, pairs, event)),
  // Marked so, of a type that is a concern for safety: reduced for its type alone, only its urgency remains (D.10).
  fact(
    'event',
    'do_not_contact',
    [],
    ({ type, event: { index } }) => type.safety_concern && factsNamed(index, 'do_not_contact_subject_about_this')[0] === 'true',
  ),

  // Of one class of an event.
  fact('class', 'approved', ['class'], ({ approved }) => approved),
  fact('class', 'break_glass', ['class'], ({ reading }) => reading.breakGlass),
  fact(
    'class',
    'lifts',
    ['class'],
    ({ reading: { breakGlass, release }, sensitivity }) => breakGlass && release.stepUp.break_glass.lifts.includes(sensitivity),
  ),
  fact('class', 'faces_perpetrator', ['class'], ({ reading }) => reading.facesPerpetrator),
  fact('class', 'refused', ['class'], ({ wishes }) => wishes.refused),
  fact('class', 'excluded', ['class'], ({ wishes }) => wishes.excluded),
  fact('class', 'own_person', ['class'], ({ wishes }) => wishes.own_person),
  fact('class', 'others_refused', ['class'], ({ wishes }) => wishes.others_refused),
  fact('class', 'others_excluded', ['class'], ({ wishes }) => wishes.others_excluded),
  fact('event', 'objection', ['class'], ({ objections }) => objections.objection),
  fact('event', 'objection_pending', ['class'], ({ objections }) => objections.objection_pending),
  fact('type', 'session', [], ({ reading: { release }, type }) => startsWithOneOf(type, release.groups.session)),
  fact(
    'event',
    'session_without_concern',
    ['class'],
    ({ type, event: { index } }) => type.session && factsNamed(index, 'concern_raised')[0] !== 'true',
  ),
  fact('class', 'reduced', ['class'], ({ brought }) => brought.reduced),
  fact('class', 'other_pair', ['class'], ({ brought }) => brought.other_pair),
  fact('class', 'urgency_only', ['class'], ({ brought }) => brought.urgency_only),
  // Told by a harmed person, a child or a third party, and he is not known to know it.
  fact(
    'event',
    'told_by_others',
    ['class'],
    ({ reading: { release, request }, event: { index } }) =>
      release.roles.publisher_masked.includes(request.reader.role) && TOLD_BY_OTHERS.has(index.basis) && index.perp_knows === 'never',
  ),
  // Why somebody is barred is not for this reader.
  fact('event', 'reason_kept', ['class'], ({ block }) => block.reason_kept),
] as const
