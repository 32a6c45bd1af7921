import type { CedarPolicy } from './cedar-file.ts'

/** What of a question the conditions of a policy read. `everything`: also what is not understood here. */
export interface ReadByPolicy {
  everything: boolean
  role: boolean
  resource: boolean
  readonly values: Set<string>
  readonly facts: Set<string>
}

/** A member of an expression in Cedar's JSON, or undefined. */
const member = (expression: unknown, name: string): unknown =>
  typeof expression === 'object' && expression !== null && Object.hasOwn(expression, name) ? Reflect.get(expression, name) : undefined

/** The attribute of the context that an expression is: of `context.purpose`, purpose. */
function attributeIn(expression: unknown): string | undefined {
  const access = member(expression, '.')
  const attribute = member(access, 'attr')
  return member(member(access, 'left'), 'Var') === 'context' && typeof attribute === 'string' ? attribute : undefined
}

/** The fact that an expression asks for: of `context.facts.contains(Fact::"gone")`, gone. */
function factIn(expression: unknown): string | undefined {
  const contains = member(expression, 'contains')
  if (attributeIn(member(contains, 'left')) !== 'facts') return undefined
  const entity = member(member(member(contains, 'right'), 'Value'), '__entity')
  const id = member(entity, 'id')
  return member(entity, 'type') === 'Fact' && typeof id === 'string' ? id : undefined
}

function readVariable(variable: unknown, into: ReadByPolicy): void {
  if (variable === 'principal') into.role = true
  else if (variable === 'resource') into.resource = true
  // The whole context, or what Cedar may have one day. The action is in every question.
  else if (variable !== 'action') into.everything = true
}

function read(expression: unknown, into: ReadByPolicy): void {
  if (typeof expression !== 'object' || expression === null) return
  const asked = factIn(expression)
  if (asked !== undefined) {
    into.facts.add(asked)
    return
  }
  const attribute = attributeIn(expression)
  if (attribute === undefined) {
    if ('Var' in expression) readVariable(expression.Var, into)
    for (const part of Object.values(expression)) read(part, into)
  } else if (attribute === 'facts') into.everything = true
  else into.values.add(attribute)
}

/** What of a question a policy's conditions read. */
export function readByPolicy({ conditions }: Pick<CedarPolicy, 'conditions'>): ReadByPolicy {
  const found: ReadByPolicy = { everything: false, role: false, resource: false, values: new Set(), facts: new Set() }
  read(conditions, found)
  return found
}

/**
 * The fact without which a policy's conditions are false, whatever else is so; undefined where there may be none. INVARIANT: it is what Cedar evaluates first of them, so
 * that nothing of a policy whose fact is not true can be an error.
 */
export function neededFact({ conditions: [first] }: Pick<CedarPolicy, 'conditions'>): string | undefined {
  if (first?.kind !== 'when') return undefined
  let expression: unknown = first.body
  for (let both = member(expression, '&&'); both !== undefined; both = member(expression, '&&')) expression = member(both, 'left')
  return factIn(expression)
}
