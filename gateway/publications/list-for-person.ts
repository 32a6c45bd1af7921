import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { ReadResult } from '../read/outcome.ts'
import { putOnRecord } from '../read/on-record.ts'
import { failureOnRecord } from '../read/refusal.ts'
import { PUBLICATION_LIST } from './actions.ts'
import { barredLogs } from './barred.ts'
import { createOpenContent, type OpenContent } from './content.ts'
import type { PublicationDeps } from './deps.ts'
import { inEvenTime } from './even-time.ts'
import type { PublicationItem } from './items.ts'
import { listOwn, type ListEntry, type ListPosition } from './list-own.ts'

/** What a person sees of something that the agency published: no content. */
export interface PersonsItem extends PublicationItem {
  /** The agency's own reference; null where there is none to be had. */
  readonly reference: string | null
}

export interface PersonsPage {
  readonly items: readonly PersonsItem[]
  readonly next: ListPosition | undefined
}

/** Lists for a person what their agency published: type, time, own reference and state. On record. */
export type ListForPerson = (reader: ReaderCredential, after: ListPosition) => Promise<ReadResult<PersonsPage>>

const LIMIT = 50
const REFERENCE: ReadonlySet<string> = new Set(['META'])

export function createListForPerson(deps: PublicationDeps): ListForPerson {
  const { reads } = deps
  const content = createOpenContent(deps)
  return (reader, after) =>
    failureOnRecord(reads, PUBLICATION_LIST, reader, () =>
      inEvenTime(async () => {
        const at = new Date(reads.clock.now()).toISOString()
        const { entries, next } = await listOwn(deps, reader.agency, after, LIMIT)
        const known = entries.filter(({ item: { type } }) => type !== null && reads.policy.seesPublications(reader.role, type))
        const { items, versions } = await readSnapshot(reads.readStore.db, async (tx) => {
          const barred = await barredLogs(
            tx,
            reads,
            reader,
            known.flatMap(({ stored }) => stored?.case_log ?? []),
          )
          const shown = known.filter(({ stored }) => stored?.case_log == null || !barred.has(stored.case_log))
          return {
            items: await Promise.all(shown.map((entry) => itemFor(tx, content, entry))),
            versions: (await reads.readControl(tx)).versions,
          }
        })
        const record = await putOnRecord(reads, {
          at,
          action: PUBLICATION_LIST,
          reader,
          purpose: '',
          snapshot: { logs: [], versions },
          page: { events: items.map(({ id }) => id ?? '').join(' ') },
          decision: { outcome: 'permit', events: [] },
        })
        return { ok: true, record, value: { items, next } }
      }),
    )
}

async function itemFor(tx: ReadStoreTx, content: OpenContent, { item, stored }: ListEntry): Promise<PersonsItem> {
  const opened = stored === undefined || item.state === 'erased' ? undefined : await content.whole(tx, stored, REFERENCE)
  const reference =
    opened === 'unreadable'
      ? undefined
      : opened?.parts.map(({ values }) => values['/agency_record_ref']).find((value) => typeof value === 'string')
  return { ...item, reference: typeof reference === 'string' ? reference : null }
}
