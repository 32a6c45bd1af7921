import type { Catalogue, DetailField, EventSchema } from '../../schemas/catalogue/event-schema.ts'
import { daysAfter } from '../../core/time/calendar.ts'
import { daysBetween, shiftDays } from '../../core/time/shift.ts'
import type { CloudEvent } from '../agency-client/cloud-event.ts'
import { areasOf, type Area, type SimulatedAgency } from './agencies.ts'
import type { CaseSoFar, Course, Step } from './course.ts'
import { COURSES } from './courses.ts'
import { madeUpPerson, type MadeUpPerson } from './people.ts'
import { below, oneOf, resumable, uuid, type Random } from './random.ts'
import { SENTENCES } from './texts.ts'

export interface SimulationOptions {
  /** The same seed, the same events, byte for byte. People of different seeds below 100 are different people. */
  readonly seed: number
  /** Who sends; areas as they name them. */
  readonly agencies: readonly SimulatedAgency[]
  readonly catalogue: Catalogue
  /** An event of each type, by type. */
  readonly examples: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** The day on which the first cases begin, ISO date. */
  readonly from: string
  /** Where a simulation of the same seed stood: this one goes on from there. Default: the first case. */
  readonly at?: SimulationPlace
}

/** How far a simulation is: what it takes to go on without making again what came before. */
export interface SimulationPlace {
  /** Cases so far. */
  readonly cases: number
  /** State of its random numbers. */
  readonly random: number
}

/** An event and the agency that sends it. */
export interface SimulatedEvent {
  readonly agency: string
  readonly event: CloudEvent
}

/** Made-up cases, endless. */
export interface Simulation {
  /** All events of the next case, in order; one course after another until there are so many. Default 1. */
  nextCase(atLeast?: number): readonly SimulatedEvent[]
  /** Where it stands now. */
  place(): SimulationPlace
}

/** Shares of what is out of the ordinary. */
const SHARES = { late: 0.08, unlinked: 0.03, corrected: 0.02, retracted: 0.005, contested: 0.005 } as const
/** Cases that begin on one day. */
const CASES_A_DAY = 8
/** Days on which cases begin; then from the first on again. */
const DAYS = 300
const LONG_TEXT = 25
const CHILDS_AGE = 9

type Json = Readonly<Record<string, unknown>>

interface Cast {
  readonly him: MadeUpPerson
  readonly her: MadeUpPerson
  readonly child: MadeUpPerson
  readonly hasPnc: boolean
  readonly isUnknown: boolean
}

const weightOf = COURSES.reduce((sum, { weight }) => sum + weight, 0)

function courseOf(random: Random): Course {
  let left = random() * weightOf
  for (const { course, weight } of COURSES) {
    if (left < weight) return course
    left -= weight
  }
  return COURSES[0]?.course ?? { name: '', steps: [] }
}

const named = ({ given_name, family_name, birth_date }: MadeUpPerson): Json => ({ given_name, family_name, birth_date })

/** A child of about nine when the first cases begin, in whatever year that is. */
const asChild = (person: MadeUpPerson, from: string): MadeUpPerson => ({
  ...person,
  birth_date: `${String(Number(from.slice(0, 4)) - CHILDS_AGE)}${person.birth_date.slice(4)}`,
})

/** What is said of the people. Some are known by a local number alone: nobody can say whose such an event is. */
function peopleOf({ him, her, child, hasPnc, isUnknown }: Cast, harmed: Step['harmed'], number: number): Json {
  const local = { scheme: 'LOCAL', value: `S-${String(number)}` }
  const subject = isUnknown
    ? { key: 'him', identifiers: [local], family_name: him.family_name, sex: 'male' }
    : {
        key: 'him',
        identifiers: [...(hasPnc ? [{ scheme: 'PNC', value: him.identifiers.PNC ?? '' }] : []), local],
        ...named(him),
        sex: 'male',
      }
  const adult = { key: 'her', identifiers: [], ...(isUnknown ? {} : named(her)), sex: 'female', role: 'adult', relationship: 'ex_partner' }
  const young = {
    key: 'child',
    identifiers: [],
    ...(isUnknown ? {} : named(child)),
    sex: 'unknown',
    role: 'child',
    relationship: 'child_of_subject',
  }
  const people = { nobody: [], adult: [adult], child: [young], both: [adult, young] }[harmed ?? 'adult']
  return { subject, harmed: people }
}

/** Made-up cases of the areas in turn. Pure but for the state of its own random numbers. */
export function createSimulation({ seed, agencies, catalogue, examples, from, at }: SimulationOptions): Simulation {
  const { next: random, state } = resumable(at?.random ?? seed)
  const agencyTypes = new Map(agencies.map(({ agency, type }) => [agency, type]))
  const areas = areasOf(agencies)
  let cases = at?.cases ?? 0

  const detailOf = (field: DetailField, value: unknown, soFar: CaseSoFar, area: Area): unknown => {
    if (value === undefined || value === null) return undefined
    const inCase = (target: string, text: unknown): unknown => {
      if (target === 'event') return soFar.first
      if (target === 'person') return 'her'
      return target === 'staff' ? text : `SIM-${target}-${String(seed)}-${String(soFar.number)}`
    }
    if (field.kind === 'ref') return inCase(field.refersTo ?? 'record', value)
    if (field.kind === 'refs') return [inCase(field.refersTo ?? 'record', value)]
    if (field.kind === 'json') return [{ subject: 'him', harmed: 'her', relationship: 'ex_partner' }]
    if (field.kind === 'agency') return area.agencyOf(random, ['police', 'childrens_social_care', 'probation'])?.agency ?? value
    if (field.kind === 'text' && typeof value === 'string' && value.length > LONG_TEXT) return oneOf(random, SENTENCES)
    return value
  }

  const senderOf = ({ by = [] }: Step, { publishers }: EventSchema, area: Area): SimulatedAgency | undefined => {
    const wanted = by.filter((type) => (publishers as readonly string[]).includes(type))
    return (wanted.length === 0 ? undefined : area.agencyOf(random, wanted)) ?? area.agencyOf(random, publishers)
  }

  const eventOf = (step: Step, day: string, soFar: CaseSoFar, cast: Cast, area: Area): SimulatedEvent | undefined => {
    const schema = catalogue.types.get(step.type)
    const example = examples.get(step.type) as
      { readonly data: Json & { readonly details: Json; readonly occurred: { readonly from: string } } } | undefined
    const sender = schema && senderOf(step, schema, area)
    if (schema === undefined || example === undefined || sender === undefined) return undefined
    const moved = shiftDays(example.data, daysBetween(example.data.occurred.from.slice(0, 10), day)) as Json & { readonly details: Json }
    const { assertion, sharing, handling } = moved
    const recordedAt = `${daysAfter(day, random() < SHARES.late ? 4 + below(random, 20) : 0)}T${String(8 + below(random, 10)).padStart(2, '0')}:${String(below(random, 60)).padStart(2, '0')}:00+00:00`
    const kept = schema.details.flatMap((field): [string, unknown][] => {
      const value = detailOf(field, moved.details[field.name], soFar, area)
      return value === undefined ? [] : [[field.name, value]]
    })
    const { lawful_basis: lawfulBasis } = sharing as Json
    const event = {
      specversion: '1.0',
      id: uuid(random),
      source: `/agencies/${sender.agency}/simulated`,
      type: step.type,
      time: recordedAt,
      datacontenttype: 'application/json',
      data: {
        occurred: { from: day, precision: 'day' },
        recorded_at: recordedAt,
        agency_record_ref: `SIM-${String(seed)}-${String(soFar.number)}-${uuid(random).slice(0, 8)}`,
        ...peopleOf(cast, step.harmed, soFar.number),
        assertion,
        sharing: { lawful_basis: lawfulBasis },
        handling: { perp_knows: (handling as Json).perp_knows },
        ...step.data?.(soFar),
        details: { ...Object.fromEntries(kept), ...step.details?.(soFar) },
      },
    }
    return { agency: sender.agency, event: event as unknown as CloudEvent }
  }

  /** Now and then an event is corrected, contested or withdrawn by its sender. */
  const afterwards = ({ agency, event }: SimulatedEvent, soFar: CaseSoFar, cast: Cast, area: Area): readonly SimulatedEvent[] => {
    const day = daysAfter(event.data.recorded_at.slice(0, 10), 2)
    const about = (type: string, details: Json): SimulatedEvent | undefined => {
      const statement = eventOf({ type, after: 0, details: () => ({ target_event: event.id, ...details }) }, day, soFar, cast, area)
      const may = agencyTypes.get(agency)
      return statement && may !== undefined && catalogue.types.get(type)?.publishers.some((one) => one === may)
        ? { agency, event: { ...statement.event, source: event.source } }
        : undefined
    }
    const draw = random()
    if (draw < SHARES.retracted)
      return [about('record.retracted', { reason: 'wrong_person', harm_review_needed: true })].flatMap((one) => one ?? [])
    if (draw < SHARES.retracted + SHARES.contested)
      return [about('record.contested', { statement: oneOf(random, SENTENCES) })].flatMap((one) => one ?? [])
    if (draw > SHARES.retracted + SHARES.contested + SHARES.corrected) return []
    const again: CloudEvent = {
      ...event,
      id: uuid(random),
      time: `${day}T12:00:00+00:00`,
      data: { ...event.data, corrects: event.id, recorded_at: `${day}T12:00:00+00:00` },
    }
    return [
      { agency, event: again },
      ...[about('record.corrected', { replacement_event: again.id, corrected_fields: 'assertion' })].flatMap((one) => one ?? []),
    ]
  }

  return {
    place: () => ({ cases, random: state() }),
    nextCase: (atLeast = 1) => {
      const number = cases++
      const area = areas[number % areas.length]
      if (area === undefined) throw new RangeError('No areas to make up cases for.')
      const base = (seed % 100) * 1_000_000 + number * 3
      const cast: Cast = {
        him: madeUpPerson(random, base),
        her: madeUpPerson(random, base + 1),
        child: asChild(madeUpPerson(random, base + 2), from),
        hasPnc: random() < 0.6,
        isUnknown: random() < SHARES.unlinked,
      }
      const ids = new Map<string, string>()
      let first = ''
      const soFar: CaseSoFar = {
        random,
        number,
        last: (type) => ids.get(type),
        get first() {
          return first
        },
      }
      let day = daysAfter(from, Math.floor(number / CASES_A_DAY) % DAYS)
      const events: SimulatedEvent[] = []
      const steps = function* (): Generator<Step> {
        while (events.length < atLeast) yield* courseOf(random).steps
      }
      for (const step of steps()) {
        if (random() >= (step.chance ?? 1)) continue
        day = daysAfter(day, step.after)
        const made = eventOf(step, day, soFar, cast, area)
        if (made === undefined) continue
        if (first === '') first = made.event.id
        ids.set(step.type, made.event.id)
        events.push(made, ...afterwards(made, soFar, cast, area))
      }
      return events
    },
  }
}
