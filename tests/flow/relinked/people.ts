import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { cast } from '../../consumers/intake/events.ts'
import { demoEvents, uuidOf } from '../../fixtures/demo-events.ts'

const template = demoEvents('linnet').find(({ type }) => type === 'behaviour.incident-recorded')

/** A made-up perpetrator with the person that he harmed, as `cast` numbers them. */
export interface Pair {
  readonly number: number
  /** Without an identifier, of his or hers, the event waits for a person. */
  readonly unidentified?: true
}

type Relink = 'link_person' | 'unlink_person' | 'merge_cases' | 'split_case' | 'merge_persons' | 'split_persons'

function peopleOf({ number, unidentified }: Pair) {
  const { subject, harmed, pnc } = cast(number)
  return {
    subject: unidentified === true ? { key: 'P', family_name: subject.family_name } : { key: 'P', ...subject, identifiers: [pnc] },
    harmed: [
      unidentified === true
        ? { key: 'V', role: 'adult', relationship: 'partner' }
        : { key: 'V', ...harmed, role: 'adult', relationship: 'partner' },
    ],
  }
}

/** An incident of an agency, told in its own words. */
export function incidentOf(
  pair: Pair,
  words: string,
  { agency = 'westmere-police', data = {} }: { readonly agency?: string; readonly data?: object } = {},
): CloudEventJson {
  if (template === undefined) throw new Error('The demo has no incident.')
  const { id, time, type } = template
  return {
    specversion: '1.0',
    id: uuidOf('relinked', id, words),
    source: `/agencies/${agency}/records`,
    type,
    time,
    datacontenttype: 'application/json',
    data: {
      ...template.data,
      ...peopleOf(pair),
      agency_record_ref: words,
      details: { ...template.data.details, description: words },
      ...data,
    },
  }
}

/** Decisions that join or part: those of the bus operator, on the data protection officer's order, take effect whatever else is known. */
const WHOSE: Readonly<Record<Relink, string>> = {
  link_person: 'westmere-police',
  unlink_person: 'westmere-police',
  merge_cases: 'fixture-bus_operator',
  split_case: 'fixture-bus_operator',
  merge_persons: 'fixture-bus_operator',
  split_persons: 'fixture-bus_operator',
}

/** What an agency's people decided, by default of those whose word counts for it. */
export function decided(op: Relink, pair: Pair, about: readonly CloudEventJson[], more: object = {}, agency = WHOSE[op]): CloudEventJson {
  const event = incidentOf(pair, `${op} ${about.map(({ id }) => id).join(' ')} ${JSON.stringify(more)}`, { agency })
  return {
    ...event,
    type: 'case.relinked',
    data: {
      ...event.data,
      harmed: [],
      agency_record_ref: 'LINK-1',
      based_on: about.map(({ id }) => id),
      details: {
        op,
        from_refs: ['P'],
        to_refs: ['P'],
        reason: 'Same birth date and address history.',
        confidence: 'certain',
        second_checker: 'A second officer',
      },
      ...more,
    },
  }
}
