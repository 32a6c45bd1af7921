import { lives, stands, type Fates } from './gone.ts'
import { endOf } from './moments.ts'
import type { Scopes } from './pairs.ts'
import { began, numberedAfter, ofType, value, values, type Asked, type Said } from './record.ts'

/** What a harmed adult wants of sharing now (D.6, D.10). */
export interface Wish {
  readonly refused: boolean
  readonly leftOut: readonly string[]
}

const REFUSALS = ['refused', 'withdrawn', 'not_sought_unsafe', 'lacks_capacity']

const statusOf = (event: Said): string => value(event, event.index.type === 'consent.recorded' ? 'status' : 'consent_status') ?? ''
const refuses = (event: Said): boolean => REFUSALS.includes(statusOf(event))
const limits = (event: Said): boolean => refuses(event) || values(event, 'classes_excluded').length > 0

/** Whose statement it is: of those that it names or inherits; else of the only adult. A limit is also of whom she may be; one that names nobody is everybody's. */
function ownersOf({ adults, of, mayBe }: Scopes, event: Said, limiting: boolean): readonly string[] {
  const pairs = of.get(event) ?? 'unknown'
  const isMeant = (pairs: ReadonlySet<string>, adult: string): boolean => pairs.has(adult) || (limiting && [...pairs].some((person) => mayBe(person).includes(adult)))
  if (typeof pairs !== 'string') return adults.filter((adult) => isMeant(pairs, adult))
  return limiting || adults.length === 1 ? adults : []
}

/** The statement that became true last; of those that say the same day, the one numbered last. */
function latest(statements: readonly Said[]): Said | undefined {
  const last = statements.filter((one) => !statements.some((other) => began(other)[0] > began(one)[1]))
  return last.find((one) => last.every((other) => other === one || numberedAfter(one, other)))
}

/** The wish of an adult. A referral is another agency's word: it can only refuse for her, until she says otherwise herself. */
export function wishOf(asked: Asked, fates: Fates, scopes: Scopes, adult: string): Wish {
  const hers = (event: Said): boolean => ownersOf(scopes, event, limits(event)).includes(adult)
  // A refusal binds after its erasure; an agreement that was erased, or has run out, opens nothing.
  const said = (type: string) => ofType(asked, type).filter((event) => stands(fates, event) && hers(event) && (limits(event) || lives(fates, event)))
  const ranOut = (event: Said): boolean => !limits(event) && values(event, 'valid_until').slice(0, 1).some((day) => endOf(day) < asked.now)
  const own = latest(said('consent.recorded').filter((event) => value(event, 'person_role') === 'harmed_adult' && !ranOut(event)))
  const referral = latest(said('marac.referral-made'))
  const referred = referral !== undefined && refuses(referral) && (own === undefined || latest([own, referral]) === referral)
  return { refused: referred || (own !== undefined && refuses(own)), leftOut: own === undefined ? [] : values(own, 'classes_excluded') }
}

/** Classes that live overrides take out of an adult's wishes, for a purpose. */
export const overridden = (asked: Asked, fates: Fates, scopes: Scopes, adult: string): readonly string[] =>
  ofType(asked, 'consent.override-recorded')
    .filter((event) => lives(fates, event) && began(event)[0] <= asked.now && values(event, 'expires_on').some((day) => endOf(day) >= asked.now)
      && values(event, 'purposes').includes(asked.input.request.purpose) && ownersOf(scopes, event, false).includes(adult))
    .flatMap((event) => values(event, 'classes'))
