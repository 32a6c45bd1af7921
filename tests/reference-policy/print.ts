import type { DecisionInput } from '../../policy/facts/input.ts'
import { caseLogNamed } from '../fixtures/ids.ts'
import { plainIndex } from './made-up.ts'

/** An input as text: the request, then a line per event with what sets it apart from a plain one. Made-up people only. */
export function printed({ request, logs }: DecisionInput): string {
  const plain: Readonly<Record<string, unknown>> = { ...plainIndex('', '', caseLogNamed('')), schema: '', epoch: 1 }
  const lines = logs.flatMap(({ caseLog, events, left }) =>
    events.map(({ sequence, index }) => {
      const apart = Object.entries(index).filter(
        ([field, value]) => field !== 'type' && JSON.stringify(plain[field]) !== JSON.stringify(value),
      )
      const said = apart.map(([field, value]) =>
        field === 'facts'
          ? index.facts.map((fact) => `${fact.field}=${fact.values.join('+')}`).join(' ')
          : `${field}:${JSON.stringify(value)}`,
      )
      return `${caseLog} ${String(sequence)}${left?.has(sequence) === true ? ' (left)' : ''} ${index.type} ${said.join(' ')}`
    }),
  )
  return [JSON.stringify(request), ...lines].join('\n')
}
