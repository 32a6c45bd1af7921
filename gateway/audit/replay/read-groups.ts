import { createHmac } from 'node:crypto'
import { bindingOf } from '../../../core/access-log/binding.ts'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { SealError, type SealingKey } from '../../../core/sealing/seal.ts'
import { openingReference } from '../../../infra/access-log/opening.ts'
import type { Unopened } from '../../../infra/access-log/open-record.ts'

/** Group of the entries whose opening does not say under which key it is, and of those that are no access records. */
export const UNPLACED = ''

const READER = 'reader:'

/** Under which keys a record's openings are: who read, and the case log that was read; undefined of a read of no case, or of several. */
export interface ReadPlace {
  /** The keyed hash of who read (core/access-log/reader-reference.ts). */
  readonly reader: string
  readonly caseLog: string | undefined
}

/** The place of a record; undefined where it cannot be said: altered, or the key of references is not to be had. */
export function placeOf(reference: SealingKey | Unopened, record: AccessRecord): ReadPlace | undefined {
  if (typeof reference === 'string') return undefined
  const binding = bindingOf(record)
  try {
    const actor = openingReference(binding, 'actor', reference, record.opening_actor)
    const about = openingReference(binding, 'case', reference, record.opening_case)
    return { reader: actor.slice(READER.length), caseLog: about.startsWith(READER) ? undefined : about }
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    return undefined
  }
}

/** Names the groups of reads: by case log where a read is of one, else by reader. Keyed: what is written of a replay tells neither. */
export interface GroupNames {
  ofCase(caseLog: string): string
  ofPlace(place: ReadPlace | undefined): string
}

/** `secret`: reader-ids. */
export function createGroupNames(secret: Buffer): GroupNames {
  const nameOf = (kind: string, of: string): string =>
    createHmac('sha256', secret).update('replay').update('\0').update(kind).update('\0').update(of).digest('hex')
  const ofCase: GroupNames['ofCase'] = (caseLog) => nameOf('case', caseLog)
  return {
    ofCase,
    ofPlace: (place) => {
      if (place === undefined) return UNPLACED
      return place.caseLog === undefined ? nameOf('reader', place.reader) : ofCase(place.caseLog)
    },
  }
}
