import type { AgencyId } from '../../../schemas/ids.ts'
import type { CaseEvent } from '../case-events.ts'
import type { Objection } from '../objections.ts'
import { overrideOf, type Override } from '../overrides.ts'
import type { Wish } from '../wishes.ts'
import { barredNow, blockInstruments } from './blocks.ts'
import type { CaseParts } from './case-parts.ts'
import type { Instrument } from './instrument.ts'
import { noticeInstruments } from './notices.ts'
import { objectionInstruments } from './objections.ts'
import { overrideInstruments } from './overrides.ts'
import { wishesByWord, type NarrowWish } from './wishes.ts'

/** What agencies published that bears on others, as far as each one's word counts. */
export interface ByWord {
  readonly instruments: readonly Instrument[]
  readonly wishes: ReadonlyMap<string, Wish>
  readonly narrowWishes: readonly NarrowWish[]
  readonly overrides: readonly Override[]
  readonly objections: readonly Objection[]
  readonly blocked: ReadonlySet<string>
}

export interface ByWordDeps {
  /** False for a statement of wishes that says nothing any more. */
  readonly binds: (event: CaseEvent) => boolean
  /** Harmed adults whose wishes an override lifts. */
  readonly liftedBy: (event: CaseEvent) => readonly string[]
}

const ofEffect = (instrument: Instrument): { readonly agency?: AgencyId } | undefined =>
  instrument.effect === 'in-force' ? {} : instrument.effect === 'own' ? { agency: instrument.sender } : undefined

/** Works out what each instrument does at a read (D.11 (6) and (10)). Pure. */
export function byWord(parts: CaseParts, { binds, liftedBy }: ByWordDeps): ByWord {
  const blocks = blockInstruments(parts)
  const wishes = wishesByWord(parts, binds)
  const overrides = overrideInstruments(parts)
  const objections = objectionInstruments(parts)
  return {
    instruments: [
      ...blocks,
      ...wishes.instruments,
      ...objections.map(({ instrument }) => instrument),
      ...overrides,
      ...noticeInstruments(parts),
    ],
    wishes: wishes.wishes,
    narrowWishes: wishes.narrow,
    overrides: overrides.flatMap((instrument) => {
      const bound = ofEffect(instrument)
      return bound === undefined ? [] : [{ ...overrideOf(instrument.event, liftedBy(instrument.event)), ...bound }]
    }),
    objections: objections.flatMap(({ objection: { people, inForce }, instrument }) => {
      const bound = ofEffect(instrument)
      return bound === undefined ? [] : [{ people, inForce, ...bound }]
    }),
    blocked: barredNow(blocks),
  }
}
