import type { AccessItem } from '../../questions/read-item.ts'
import { roleWords } from '../role-words.ts'
import { dateWords } from '../timeline/dates.ts'

/** A recorded access in one line: who, of which agency, did what, when. */
export const accessWords = ({ at, reader, did }: Pick<AccessItem, 'at' | 'reader' | 'did'>): string =>
  `${reader.staff ?? 'Not known'} (${roleWords(reader.role)}, ${reader.agency_name}) ${did}, ${dateWords(at)}`
