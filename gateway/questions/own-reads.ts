import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { OpenedAccess } from './opened-records.ts'

/** What of an answer is left out because whoever asks made it: nobody audits their own reads. */
export interface OwnReads {
  readonly count: number
  readonly notice: string
}

const NOTICE = 'Your own reads are not here; another auditor has them.'

export const ownReads = (count: number): OwnReads => ({ count, notice: NOTICE })

/** Whether a recorded access was made by whoever asks now. One whose opening is gone is nobody's. */
export const isOwn = ({ opened: { actor } }: Pick<OpenedAccess, 'opened'>, reader: ReaderCredential): boolean =>
  typeof actor !== 'string' && actor.staff === staffOf(reader)
