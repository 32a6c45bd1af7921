import type { FactRow, QuestionKind, Scope, Sources } from './fact-row.ts'
import { FACTS } from './table.ts'

type Row = (typeof FACTS)[number]

/** Names of the facts of a scope. */
export type FactName<S extends Scope> = Extract<Row, { readonly scope: S }>['name']

/** Every fact of a scope, worked out. */
export type Facts<S extends Scope> = Readonly<Record<FactName<S>, boolean>>

/** Facts of some scopes, for a question that hears of them. */
export type FactsOf = { readonly [S in Scope]?: Facts<S> }

const rowsOf = Object.fromEntries(
  (['request', 'case', 'opening', 'type', 'event', 'class'] as const).map((scope) => [scope, FACTS.filter((row) => row.scope === scope)]),
) as unknown as { readonly [S in Scope]: readonly FactRow<S, FactName<S>>[] }

const heardBy = (question: QuestionKind): readonly Row[] => FACTS.filter((row) => row.heardBy.some((heard) => heard === question))

const heard: Readonly<Record<QuestionKind, readonly Row[]>> = {
  request: heardBy('request'),
  case: heardBy('case'),
  review: heardBy('review'),
  event: heardBy('event'),
  class: heardBy('class'),
}

const made: { readonly [S in Scope]: Map<number, Facts<S>> } = {
  request: new Map(),
  case: new Map(),
  opening: new Map(),
  type: new Map(),
  event: new Map(),
  class: new Map(),
}

/** The one object for these facts of a scope: equal facts are the same object. `bits`: the n-th of them is whether the n-th row is true. */
function factsOf<S extends Scope>(scope: S, bits: number): Facts<S> {
  const known = made[scope].get(bits)
  if (known !== undefined) return known
  const facts = Object.fromEntries(rowsOf[scope].map(({ name }, at) => [name, (bits >> at) % 2 !== 0])) as Facts<S>
  made[scope].set(bits, facts)
  return facts
}

/** Works out every fact of a scope. Equal facts are one and the same object, by which what is alike is found. */
export function workOut<S extends Scope>(scope: S, of: Sources[S]): Facts<S> {
  let [bits, bit] = [0, 1]
  for (const { is } of rowsOf[scope]) {
    if (is(of)) bits |= bit
    bit <<= 1
  }
  return factsOf(scope, bits)
}

/** The facts of a scope of which these are true; the others have their default. */
export const onlyTrue = <S extends Scope>(scope: S, names: readonly FactName<S>[]): Facts<S> =>
  factsOf(
    scope,
    rowsOf[scope].reduce((bits, { name }, at) => (names.includes(name) ? bits | (1 << at) : bits), 0),
  )

/** The names of what is true, as a question to Cedar hears them, in the table's order. A scope that is not given has its defaults. */
export function namesFor(question: QuestionKind, facts: FactsOf): readonly string[] {
  const names: string[] = []
  for (const { scope, name } of heard[question]) {
    const of: Readonly<Partial<Record<string, boolean>>> | undefined = facts[scope]
    if (of?.[name] === true) names.push(name)
  }
  return names
}

const heardOfEvent = heard.class.filter(({ scope }) => scope === 'event')

/** What questions about a class hear of its event, as one number: equal numbers, equal facts. */
export function heardByClasses(facts: Readonly<Partial<Record<string, boolean>>>): number {
  let bits = 0
  for (const { name } of heardOfEvent) bits = bits * 2 + Number(facts[name] === true)
  return bits
}
