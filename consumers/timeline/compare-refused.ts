import type { RefusedEvent } from '../../core/case/fold-log.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import type { Finding } from '../finding.ts'
import { refusedRow } from './rows.ts'
import type { StoredCase } from './stored-case.ts'

type Row = StoredCase['refused'][number]

const keyOf = ({ agency, system, event_id: id, errors }: Row): string => [agency, system, id, errors].join('\n')

/** Compares the events that the rules of the case refuse with those that the read store has as refused. */
export function compareRefused(
  { caseLog, refused: rows }: Pick<StoredCase, 'caseLog' | 'refused'>,
  refused: readonly RefusedEvent[],
): readonly Finding[] {
  const found = new Set(rows.map(keyOf))
  const expected = new Set(refused.map((event) => keyOf(refusedRow(event))))
  const finding = (code: 'refused-missing' | 'refused-extra'): Finding => ({ code, in: 'store', topic: CASE_EVENTS, caseLog })
  return [
    ...[...expected].filter((key) => !found.has(key)).map(() => finding('refused-missing')),
    ...[...found].filter((key) => !expected.has(key)).map(() => finding('refused-extra')),
  ]
}
