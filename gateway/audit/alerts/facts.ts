import type { AccessFact } from '../../../core/alerts/access-fact.ts'
import { wordsToken } from '../../../core/alerts/words-token.ts'
import type { AccessRecord, DecisionValue, RequestValue } from '../../../core/access-log/access-record.ts'
import { readerReference } from '../../../core/access-log/reader-reference.ts'
import type { OpenedRecord } from '../../../infra/access-log/open-record.ts'

export interface FactSecrets {
  readonly linking: Buffer
  readonly readerIds: Buffer
}

const NOTHING: Pick<AccessFact, 'cases' | 'asked' | 'words' | 'classes'> = { cases: [], asked: '', words: '', classes: [] }

/** The words of a request, as a token: of a justification, of a look-up, and of emergency access, whose record has a token itself. */
function wordsOf({ action }: AccessRecord, { page }: RequestValue, secret: Buffer): string {
  if (action === 'break-glass') return page.words ?? ''
  const said = action === 'justification' ? page.words : action === 'case-lookup' ? page.reason : undefined
  return said === undefined ? '' : wordsToken(secret, said)
}

/** Classes of which something went out as said; of an approval the one that it is of. */
function classesOf({ action }: AccessRecord, { page }: RequestValue, { released }: DecisionValue): readonly string[] {
  if (action === 'approval') return page.class === undefined ? [] : [page.class]
  return [...new Set(released.flatMap(([, , parts]) => parts.flatMap(([, sensitivity, form]) => (form === 'plain' ? sensitivity : []))))]
}

const extentOf = ({ versions }: AccessRecord): number =>
  versions.reduce((sum, { log, sequence }) => (log.startsWith('case:') ? sum + sequence : sum), 0)

/** What alert rules hear of a record. One whose opening is erased or altered is of nobody: no rule fires on it. */
export function factOf(record: AccessRecord, { actor, request, decision }: OpenedRecord, secrets: FactSecrets): AccessFact {
  const { id, agency, role, purpose, action, outcome, sought } = record
  const isOpen = typeof request !== 'string' && typeof decision !== 'string'
  return {
    id,
    at: Date.parse(record.at),
    agency,
    role,
    purpose,
    action,
    outcome,
    sought,
    reader: typeof actor === 'string' || actor.staff === null ? '' : readerReference(secrets.readerIds, actor.staff),
    extent: extentOf(record),
    ...(isOpen
      ? {
          cases: request.cases,
          asked: request.asked ?? '',
          words: wordsOf(record, request, secrets.linking),
          classes: classesOf(record, request, decision),
        }
      : NOTHING),
  }
}
