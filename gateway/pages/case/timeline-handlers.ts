import type { Response } from 'express'
import { familyChoices } from '../../../core/catalogue/families.ts'
import type { Handlers } from '../../api/register.ts'
import type { CasePages } from '../frame.ts'
import { visitIn } from '../visit.ts'
import { chipsOf } from './chips.ts'
import { addressQuery, parseAddress, type ParsedAddress, type TimelineAddress } from './filters.ts'
import { caseAddress, entryAddress } from './links.ts'
import { matches } from './matches.ts'
import { openCase, type OpenedCase } from './open-case.ts'
import { harmedPersonWords } from './overview.ts'
import { groupWords, labelsOf, TACTIC_GROUPS } from './page-words.ts'
import { partsOfDate } from './date-parts.ts'
import { byMonth, rowOf } from './rows.ts'
import { sendCase } from './send-case.ts'

/** Entries of one page. */
const ON_A_PAGE = 50

/** The timeline, and the search in it: by post, so that what is looked for stands in no address. */
export const timelineHandlers = (pages: CasePages): Handlers => ({
  'GET /cases/:case/timeline': async (request, response) => {
    const opened = await openCase(pages, request, response, 'case-timeline')
    if (opened !== undefined) sendTimeline(pages, response, opened, parseAddress(request.query), '')
  },
  'POST /cases/:case/timeline': async (request, response) => {
    const words = (visitIn(response).form.get('words') ?? '').trim()
    const opened = await openCase(pages, request, response, 'case-search')
    if (opened !== undefined) sendTimeline(pages, response, opened, parseAddress({}), words)
  },
})

const WHOLE: TimelineAddress = { filters: {}, view: 'list' }

function sendTimeline(pages: CasePages, response: Response, opened: OpenedCase, parsed: ParsedAddress, words: string): void {
  const { caseId, entries, items, pattern, firstShown } = opened
  const asked = parsed.ok ? parsed.value : WHOLE
  const { filters, view, after, limit = ON_A_PAGE } = asked
  const passes = matches(filters, { words, pattern, firstShown, catalogue: pages.catalogue })
  const found = entries.filter((entry, at) => {
    const item = items[at]
    return item !== undefined && passes(item, entry)
  })
  const begins = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1
  const page = found.slice(begins, begins + limit)
  const to = (change: Partial<TimelineAddress>): string => `${caseAddress(caseId)}/timeline?${addressQuery({ ...asked, ...change })}`
  const last = page.at(-1)
  const newer = found[begins - limit - 1]
  const isOne = filters.events !== undefined && found.length === 1
  const shown = page.map((entry) => ({
    ...rowOf(entry, opened.warned),
    isNew: filters.since !== undefined,
    open: isOne,
    href: entryAddress(caseId, entry.id),
  }))
  const errors = parsed.ok
    ? []
    : parsed.errors.map(({ field, text }) => ({ text, href: field === 'filters' ? '#filters' : `#${field}-day` }))
  const wrong = parsed.ok ? {} : Object.fromEntries(parsed.errors.map(({ field, text }) => [field, { text }]))
  response.status(errors.length === 0 ? 200 : 400)
  sendCase(
    pages,
    response,
    opened,
    { template: 'timeline', current: '/timeline' },
    {
      groups: byMonth(shown, items),
      view,
      otherView: to({ view: view === 'table' ? 'list' : 'table' }),
      newer: begins === 0 ? undefined : newer === undefined ? to({ after: undefined }) : to({ after: newer.id }),
      older: last === undefined || begins + limit >= found.length ? undefined : to({ after: last.id }),
      chips: chipsOf(filters, words, {
        hrefOf: (rest) => to({ filters: rest, after: undefined }),
        pattern,
        agencies: opened.agencies,
        label: labelsOf(pages.catalogue),
      }),
      choices: choicesOf(pages, opened, asked),
      dates: { from: dateItems(parsed, 'from'), to: dateItems(parsed, 'to') },
      words,
      errors,
      wrong,
    },
  )
}

interface Choice {
  readonly value: string
  readonly text: string
  readonly selected?: boolean
}

/** What each filter offers: of tactics, bases and families all; of people and agencies those who are shown. */
function choicesOf({ catalogue }: CasePages, { pattern, agencies }: OpenedCase, { filters }: TimelineAddress) {
  const label = labelsOf(catalogue)
  const choose = (all: string, options: readonly Choice[], chosen: string | undefined): readonly Choice[] => [
    { value: '', text: all },
    ...options.map((option) => ({ ...option, selected: option.value === chosen })),
  ]
  return {
    tactic: choose(
      'All kinds',
      TACTIC_GROUPS.map((group) => ({ value: group, text: groupWords(group) })),
      filters.tactic,
    ),
    person: choose(
      'Everybody',
      pattern.people.map((person) => ({ value: person.id, text: harmedPersonWords(person, label) })),
      filters.person,
    ),
    agency: choose(
      'All agencies',
      agencies.map(({ id, name }) => ({ value: id, text: name })),
      filters.agency,
    ),
    basis: choose(
      'In any way',
      (catalogue.codeLists.get('assertion_basis')?.codes ?? []).map(({ code, label: text }) => ({ value: code, text })),
      filters.basis,
    ),
    family: familyChoices(filters.family),
    breach: choose('All entries', [{ value: 'yes', text: 'Breaches only' }], filters.breach),
  }
}

/** The three fields of a date, with what was typed or what the filter is. */
function dateItems(parsed: ParsedAddress, name: 'from' | 'to') {
  const { day, month, year } = parsed.ok ? partsOfDate(parsed.value.filters[name] ?? '') : parsed.typed[name]
  return [
    { name: 'day', classes: 'govuk-input--width-2', value: day },
    { name: 'month', classes: 'govuk-input--width-2', value: month },
    { name: 'year', classes: 'govuk-input--width-4', value: year },
  ]
}
