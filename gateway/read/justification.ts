import type { FieldError } from '../../schemas/codec/errors.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { ReadDeps } from './deps.ts'
import { ReadRefused } from './outcome.ts'
import { recordRefusal } from './on-record.ts'

/** What a justification is of: it is of no use to another reader, for another purpose or case. */
export interface JustifiedRead {
  readonly reader: ReaderCredential
  readonly purpose: string
  readonly caseId: string
}

const scopeOf = ({ reader, purpose, caseId }: JustifiedRead): readonly string[] => ['justification', staffOf(reader), purpose, caseId]

/** The id of a justification, for reads to send: sealed. `record`: its access record. `until`: ISO 8601 in UTC. */
export const justificationId = ({ cursors }: Pick<ReadDeps, 'cursors'>, of: JustifiedRead, record: string, until: string): string =>
  cursors.seal(scopeOf(of), `${record} ${until}`)

const wrong: FieldError = {
  pointer: '/query/justification',
  code: 'wrong-justification',
  detail: 'Give the id of a justification of yours for this case and purpose, of the last 12 hours, or leave it out.',
}

/** The access record of the justification that a read sends; undefined when it sends none. Throws ReadRefused `invalid-request`, on record, for one that does not hold. */
export async function justifiedBy(deps: ReadDeps, action: string, of: JustifiedRead, id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined
  const [record, until] = deps.cursors.open(scopeOf(of), id)?.split(' ') ?? []
  if (record !== undefined && until !== undefined && Date.parse(until) > deps.clock.now()) return record
  await recordRefusal(deps, action, of.reader, 'invalid-request')
  throw new ReadRefused('invalid-request', { errors: [wrong] })
}
