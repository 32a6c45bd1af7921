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

/** Works out every fact of a scope. */
export function workOut<S extends Scope>(scope: S, of: Sources[S]): Facts<S> {
  const facts: Partial<Record<string, boolean>> = {}
  for (const { name, is } of rowsOf[scope]) facts[name] = is(of)
  return facts as Facts<S>
}

/** The facts of a scope of which these are true; the others have their default. */
export const onlyTrue = <S extends Scope>(scope: S, names: readonly FactName<S>[]): Facts<S> =>
  Object.fromEntries(rowsOf[scope].map(({ name }) => [name, names.includes(name)])) as Facts<S>

/** The names of what is true, as a question to Cedar hears them, in the table's order. A scope that is not given has its defaults. */
export function namesFor(question: QuestionKind, facts: FactsOf): readonly string[] {
  const names: string[] = []
  for (const { scope, name } of heard[question]) {
    const of: Readonly<Partial<Record<string, boolean>>> | undefined = facts[scope]
    if (of?.[name] === true) names.push(name)
  }
  return names
}

/** The facts of a scope that are true, as one text: equal texts, equal facts. */
export function keyOf<S extends Scope>(scope: S, facts: Facts<S>): string {
  let key = ''
  for (const { name } of rowsOf[scope]) key += facts[name] ? '1' : '0'
  return key
}
