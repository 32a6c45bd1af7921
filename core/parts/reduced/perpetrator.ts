import { monthOf } from './dates.ts'
import { codesOf, coarsened, entriesOf, held, mapCodes, saysSomething, type Entry, type Reduce } from './form.ts'

const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}\b/

/** Outward code of the one UK postcode in an address; undefined when there is none, or two that differ. */
function districtOf(address: string): string | undefined {
  const codes = new Set([...address.toUpperCase().matchAll(new RegExp(POSTCODE, 'g'))].map((match) => match[1]))
  return codes.size === 1 ? [...codes][0] : undefined
}

function coarserPlace({ value, field }: Entry): unknown {
  if (typeof value !== 'string') return undefined
  if (field?.kind === 'date' || field?.kind === 'datetime') return monthOf(value)
  return field?.kind === 'address' ? districtOf(value) : undefined
}

/** PERP_LOC: postcode district, dates to the month; for what has no district only that a whereabouts is held. */
export const reduceWhereabouts: Reduce = (values, context) => {
  const entries = entriesOf(values, context)
  const kept = coarsened(entries, coarserPlace)
  return entries.some(({ pointer, value }) => !(pointer in kept) && saysSomething(value)) ? { ...kept, ...held('whereabouts') } : kept
}

/** BEHAV: the group of each tactic (`control` of `control.isolation`); no account, no other code. */
export const reduceBehaviour: Reduce = (values, context) =>
  coarsened(entriesOf(values, context), (entry) => mapCodes(codesOf('tactic')(entry), (tactic) => tactic.split('.')[0]))

const OUTCOME_GROUPS: Readonly<Record<string, string>> = {
  convicted_plea: 'convicted',
  convicted_trial: 'convicted',
  acquitted: 'not_convicted',
  discontinued: 'not_convicted',
  bind_over: 'sentenced',
  sentence_community: 'sentenced',
  sentence_suspended: 'sentenced',
  sentence_custody: 'sentenced',
  sentence_fine_discharge: 'sentenced',
  ancillary_order_made: 'order_made',
  charge: 'charged',
  nfa_evidential: 'no_further_action',
  nfa_victim_does_not_support: 'no_further_action',
  nfa_public_interest: 'no_further_action',
  oocr: 'out_of_court',
  further_work: 'under_investigation',
}

/** Where he is, as far as a custody status tells: what it says of plans and of reasons is left out. */
const CUSTODY: Readonly<Record<string, string>> = {
  remanded: 'in_custody',
  sentenced: 'in_custody',
  recalled: 'in_custody',
  released_licence: 'in_the_community',
  released_end_sentence: 'in_the_community',
  released_hdc: 'in_the_community',
  temporary_absence: 'in_the_community',
  recall_considered_not_made: 'in_the_community',
}

/**
 * CRIM: offence group, the group of a charging decision or court outcome (reasons are not told: one of them is hers), and of a custody status whether he is in custody, in
 * the community, or that it is not known.
 */
export const reduceCrime: Reduce = (values, context) =>
  coarsened(
    entriesOf(values, context),
    (entry) => crimeGroup(entry) ?? mapCodes(codesOf('custody_status')(entry), (code) => CUSTODY[code] ?? 'not_known'),
  )

/** CRIM as it was first reduced, without a custody status. */
export const reduceCrimeAtFirst: Reduce = (values, context) => coarsened(entriesOf(values, context), crimeGroup)

const crimeGroup = (entry: Entry): unknown =>
  codesOf('offence_group')(entry) ?? mapCodes(codesOf('court_outcome', 'charging_decision')(entry), (code) => OUTCOME_GROUPS[code])

/** RISK: levels and urgency; no score, no reasons, no opinion. */
export const reduceRisk: Reduce = (values, context) => coarsened(entriesOf(values, context), codesOf('risk_level', 'urgency'))
