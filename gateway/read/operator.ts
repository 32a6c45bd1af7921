import { BUS_OPERATOR, type Agency } from '../../core/control/state.ts'

/** Who runs this service, as control.events names them: one whom somebody can ring before one whom nobody can. */
export function operatorIn(agencies: ReadonlyMap<string, Agency>): Agency | undefined {
  const operators = [...agencies.values()].filter(({ type }) => type === BUS_OPERATOR)
  return operators.find(({ contact }) => contact !== undefined) ?? operators[0]
}
