import { hasDuty } from '../../core/control/duties.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { reducePart } from '../../core/parts/reduce.ts'
import { ownEvent, type OwnContent } from '../../core/publications/own-event.ts'
import { readableUntil } from '../../core/publications/readable.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { composedFor } from '../read/composed-for.ts'
import { fetchParts, partsOfEvents, openParts } from '../read/open-parts.ts'
import { REFUSALS, type ReadResult } from '../read/outcome.ts'
import { decideOneCase } from '../read/decide-cases.ts'
import { failureOnRecord, putOnRecord } from '../read/on-record.ts'
import { eventIn } from '../read/snapshot.ts'
import { PUBLICATION_OPEN } from './actions.ts'
import { askedPublication, recordedPublication } from './asked.ts'
import { createOpenContent } from './content.ts'
import type { PublicationDeps } from './deps.ts'
import { inEvenTime } from './even-time.ts'
import { openedItem, type OpenedPublication } from './items.ts'
import { findPublication, ownName } from './stored.ts'

export interface OpenRequest {
  readonly reader: ReaderCredential
  /** CloudEvents source and id, as they were asked for. */
  readonly source: string
  readonly id: string
  /** Why the reader needs it, in words. */
  readonly words: string
}

/** Opens one event of the reader's own agency to a person, as far as the decision lets it. On record, with the words, found or not. */
export type OpenForPerson = (request: OpenRequest) => Promise<ReadResult<OpenedPublication>>

export function createOpenForPerson(deps: PublicationDeps): OpenForPerson {
  const { reads } = deps
  const content = createOpenContent(deps)
  const schemaOf = (type: string) => reads.catalogue.types.get(type)

  /** The parts of an event that waits, in the forms that the role gets. */
  const inForms = (role: string, { index, parts }: OwnContent): OwnContent => ({
    index,
    parts: parts.flatMap((part) => {
      const form = reads.policy.publicationForm(role, part.class)
      if (form !== 'reduced') return form === undefined ? [] : [part]
      const values = reducePart(part.class, part.values, {
        schema: schemaOf(index.type),
        owner: part.owner,
        occurredFrom: index.occurred.from,
      })
      return values === null ? [] : [{ ...part, form, values }]
    }),
  })

  return ({ reader, source, id, words }) =>
    failureOnRecord(reads, PUBLICATION_OPEN, reader, () =>
      inEvenTime(async () => {
        const at = new Date(reads.clock.now()).toISOString()
        const name = ownName(reader.agency, source, id)
        const { publication, snapshot, decision, rows, waiting, page, input } = await readSnapshot(reads.readStore.db, async (tx) => {
          const found = name && (await findPublication(tx, reader.agency, name, readableUntil(Date.parse(at))))
          const page = recordedPublication(found, words)
          const control = await reads.readControl(tx)
          const isNamed = hasDuty(control.staff, staffToken(reads.secrets.linking, staffOf(reader)), 'publications')
          const { snapshot, input, decision } = await decideOneCase(
            tx,
            reads,
            { reader, purpose: '', justified: true },
            found?.case_log == null ? [] : [found.case_log],
            at,
            (over) => reads.policy.decidePublication(over, askedPublication(page, isNamed)),
          )
          const publication = decision.outcome === 'permit' ? found : undefined
          const rows = await fetchParts(tx, partsOfEvents(decision.events))
          return {
            publication,
            snapshot,
            decision,
            rows,
            page,
            input,
            waiting: publication?.case_log === null ? await content.whole(tx, publication) : undefined,
          }
        })
        const opened = await openParts(reads, rows, eventIn(snapshot.logs))
        const record = await putOnRecord(reads, {
          at,
          action: PUBLICATION_OPEN,
          reader,
          purpose: '',
          snapshot,
          justified: true,
          page,
          decision,
          rows,
        })
        if (decision.outcome !== 'permit' || publication === undefined)
          return { ok: false, problem: decision.outcome === 'permit' ? 'not-found' : REFUSALS[decision.outcome] }
        const [event] = decision.events
        const inCase: OwnContent | undefined =
          event === undefined || opened.length === 0 ? undefined : { index: eventIn(snapshot.logs)(event).index, parts: opened }
        if (waiting === 'unreadable' || opened.some(({ unreadable }) => unreadable === true))
          return { ok: true, record, value: openedItem(publication, 'unreadable') }
        const shown = inCase ?? (waiting && inForms(reader.role, waiting))
        return {
          ok: true,
          record,
          value: openedItem(publication, shown && ownEvent(shown, schemaOf(publication.type), composedFor(reads, reader, '', input))),
        }
      }),
    )
}
