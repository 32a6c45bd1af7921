import type { Request, Response } from 'express'
import { bestKnown } from '../../core/parts/best-known.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { stepUpBody } from '../api/step-up/bodies.ts'
import { staffOf } from '../identity/credential.ts'
import type { PublicationDeps } from '../publications/deps.ts'
import type { OpenedPublication, PublicationState } from '../publications/items.ts'
import { listCursor, listPosition } from '../publications/list-cursor.ts'
import { createListForPerson, type PersonsItem } from '../publications/list-for-person.ts'
import { createOpenForPerson } from '../publications/open-for-person.ts'
import { frame, type CasePages } from './frame.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { dateWords, occurredWords } from './timeline/dates.ts'
import type { WordsContext } from './timeline/context.ts'
import { detailLines } from './timeline/details.ts'
import { heldLine } from './timeline/held.ts'
import type { DetailLine } from './timeline/line.ts'
import { personName } from './timeline/people.ts'
import { speechOf } from './timeline/speech.ts'
import { visitIn, type Visit } from './visit.ts'

export interface PublicationPages extends CasePages {
  readonly publications: PublicationDeps
}

const STATES: Readonly<Record<PublicationState, string>> = {
  accepted: 'Accepted',
  erased: 'Erased',
  unreadable: 'Accepted, but it cannot be read: the key that opens it is missing from this service. It was not erased, and may come back',
  held: 'Held for you to confirm',
  rejected: 'Not accepted',
  repeated: 'Sent again',
}

const titleOf = (catalogue: Catalogue, type: string | null): string => catalogue.types.get(type ?? '')?.title ?? 'Not known'

/** A row of the list: what can be opened has a link. */
const row = (catalogue: Catalogue, { id, source, type, state, at, reference }: PersonsItem): Readonly<Record<string, unknown>> => ({
  title: titleOf(catalogue, type),
  at: dateWords(at),
  state: STATES[state],
  reference: reference ?? 'Not given',
  href:
    id === null || source === null || !['accepted', 'erased'].includes(state)
      ? undefined
      : `/publications/${encodeURIComponent(source)}/${encodeURIComponent(id)}`,
})

const named = (label: string, ...people: readonly unknown[]): readonly DetailLine[] => {
  const values = people.flatMap((person) => personName(person) ?? [])
  return values.length === 0 ? [] : [{ key: label, values }]
}

/** What an opened event says, in lines. */
function linesOf(
  catalogue: Catalogue,
  { type, event, erased }: OpenedPublication,
  agencyName: (id: string) => string | undefined,
): readonly DetailLine[] {
  if (event === undefined) {
    const reason = catalogue.codeLists.get('erasure_reason')?.codes.find(({ code }) => code === erased?.reason)?.label
    return [
      ...(reason === undefined ? [] : [{ key: 'Why it was erased', values: [reason] }]),
      ...(erased === undefined ? [] : [{ key: 'Erased', values: [dateWords(erased.on)] }]),
    ]
  }
  const { data } = event
  const speech = speechOf(bestKnown([data.subject]))
  // Events that it refers to are known to its agency by the ids that it sent.
  const context: WordsContext = { catalogue, agencyName, speech, eventWords: (id) => id }
  const harmed = Array.isArray(data.harmed) ? (data.harmed as readonly unknown[]) : []
  const reference = typeof data.agency_record_ref === 'string' ? [{ key: 'Your reference', values: [data.agency_record_ref] }] : []
  return [
    { key: 'When it happened', values: [occurredWords(data.occurred as Parameters<typeof occurredWords>[0])] },
    ...reference,
    ...named('Person who uses abuse', data.subject),
    ...named('People harmed', ...harmed),
    ...detailLines(type ?? '', data, context),
    ...heldLine(data, speech),
  ]
}

const addressOf = (request: Request): { readonly source: string; readonly id: string } => ({
  source: String(request.params.source),
  id: String(request.params.id),
})

/** What the reader's agency published: a list, and one event opened at a time, for a reason. */
export function publicationPageHandlers({ publications, reads, catalogue, render }: PublicationPages): Handlers {
  const list = createListForPerson(publications)
  const openEvent = createOpenForPerson(publications)
  const askForWords = (request: Request, response: Response, visit: Visit, wrong: WrongForm = NOTHING_WRONG): void => {
    const { source, id } = addressOf(request)
    const action = `/publications/${encodeURIComponent(source)}/${encodeURIComponent(id)}`
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(render('publication-reason', { ...frame(visit, catalogue), ...wrong, title: 'Say why you open this event', action }))
  }
  return {
    'GET /publications': async (request, response) => {
      const visit = visitIn(response)
      const { reader } = visit.session
      const { after } = request.query
      const position = after === undefined || typeof after === 'string' ? listPosition(reads.cursors, staffOf(reader), after) : undefined
      if (position === undefined) throw new Problem('unknown-cursor')
      const result = await list(reader, position)
      if (!result.ok) throw new Problem(result.problem)
      const next = listCursor(reads.cursors, staffOf(reader), result.value.next)
      response.type('html').send(
        render('publications', {
          ...frame(visit, catalogue),
          title: 'What your agency published',
          items: result.value.items.map((item) => row(catalogue, item)),
          older: next === null ? undefined : `/publications?after=${encodeURIComponent(next)}`,
        }),
      )
    },
    'GET /publications/:source/:id': (request, response) => {
      askForWords(request, response, visitIn(response))
    },
    'POST /publications/:source/:id': async (request, response) => {
      const visit = visitIn(response)
      const body = stepUpBody('justification', fieldsOf(visit.form, 'words'))
      if (!body.ok) {
        askForWords(request, response, visit, wrongForm(body.errors))
        return
      }
      const result = await openEvent({ reader: visit.session.reader, ...addressOf(request), words: body.value.words })
      if (!result.ok) throw new Problem(result.problem)
      const { agencies } = await reads.readControl(reads.readStore.db)
      const opened = result.value
      response.type('html').send(
        render('publication', {
          ...frame(visit, catalogue),
          title: titleOf(catalogue, opened.type),
          state: STATES[opened.state],
          at: dateWords(opened.at),
          isErased: opened.state === 'erased',
          lines: linesOf(catalogue, opened, (agency) => agencies.get(agency)?.name),
        }),
      )
    },
  }
}
