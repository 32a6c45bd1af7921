import type { Handlers } from '../../api/register.ts'
import type { TimelineItem } from '../../read/item.ts'
import type { CasePages } from '../frame.ts'
import { fieldOf, isRecord } from '../timeline/json.ts'
import { eventsAddress } from './links.ts'
import { readersAddress } from './readers-handlers.ts'
import { openCase, type OpenedCase } from './open-case.ts'
import { labelsOf, type LabelOf } from './page-words.ts'
import { rowOf } from './rows.ts'
import { sendCase } from './send-case.ts'

/** A part of a page: the entries of some types. */
interface Section {
  readonly heading: string
  readonly about?: string
  readonly empty: string
  readonly isOf: (item: TimelineItem) => boolean
  /** Its entries are open: they are what the page is for. */
  readonly isOpen?: true
}

const ofTypes = (...types: readonly string[]): Section['isOf'] => {
  const known = new Set(types)
  return ({ type }) => known.has(type)
}

/** True of a decision about bail or a resolution that names no views of the person harmed. */
const withoutViews = ({ type, data: { details } }: TimelineItem): boolean =>
  (type === 'bail.decided' || type === 'oocr.issued') && isRecord(details) && details.views_event === undefined

const VOICE: readonly Section[] = [
  {
    heading: 'What the people harmed said',
    isOpen: true,
    empty: 'No views are shown to you. Their words go only to those whom they chose.',
    isOf: ofTypes('voice.views-recorded', 'voice.safety-concern-raised', 'bail.victim-views-sought', 'oocr.victim-views-sought'),
  },
  {
    heading: 'Wishes about sharing, and since when',
    empty: 'None is shown to you.',
    isOf: ofTypes('consent.recorded'),
  },
  {
    heading: 'What they did to be safe',
    about: 'These are strengths. They answer something that was done to them, and are never counted in a pattern.',
    empty: 'Nothing is shown to you.',
    isOf: ofTypes('voice.protective-effort-recorded'),
  },
  {
    heading: 'Support, and safe contact',
    empty: 'Nothing is shown to you.',
    isOf: ofTypes('voice.support-status-changed', 'voice.contact-safety-set', 'programme.partner-support-linked'),
  },
  {
    heading: 'Decided without their views, as far as is shown',
    about: 'Bail or a resolution, and no views are named. Ask the agency that decided.',
    empty: 'None is shown to you.',
    isOf: withoutViews,
  },
]

const SHARING: readonly Section[] = [
  {
    heading: 'Decisions to share without consent',
    empty: 'None is shown to you.',
    isOf: ofTypes('consent.override-recorded'),
  },
  {
    heading: 'Wishes, consents and objections',
    empty: 'None is shown to you.',
    isOf: ofTypes('consent.recorded', 'rights.request-updated'),
  },
  { heading: 'Who is barred, and by whom', empty: 'Nobody is shown to you.', isOf: ofTypes('case.access-blocked') },
  {
    heading: 'Who the case is about, and is asked',
    empty: 'Nothing is shown to you.',
    isOf: ofTypes('case.opened', 'case.closed', 'case.relinked', 'marac.case-listed', 'marac.case-transferred'),
  },
  {
    heading: 'Corrected, contested and withdrawn',
    empty: 'Nothing is shown to you.',
    isOf: ofTypes('record.corrected', 'record.contested', 'record.retracted', 'record.erased'),
  },
]

const sectionsOf = ({ items, entries, warned }: OpenedCase, sections: readonly Section[]): readonly Readonly<Record<string, unknown>>[] =>
  sections.map(({ isOf, isOpen = false, ...words }) => ({
    ...words,
    rows: entries.flatMap((entry, at) => {
      const item = items[at]
      return item !== undefined && isOf(item) ? [{ ...rowOf(entry, warned), open: isOpen }] : []
    }),
  }))

/** The lawful bases that agencies named, each with who named it and for how much. */
function basesOf({ items, caseId }: OpenedCase, label: LabelOf): readonly Readonly<Record<string, unknown>>[] {
  const named = items.flatMap((item) => {
    const bases = fieldOf(item.data.sharing, 'lawful_basis')
    return Array.isArray(bases) ? bases.map((basis) => ({ basis: String(basis), item })) : []
  })
  return [...Map.groupBy(named, ({ basis }) => basis)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([basis, of]) => ({
      text: label('lawful_basis', basis),
      agencies: [...new Set(of.map(({ item }) => item.agency.name))],
      count: of.length,
      href: eventsAddress(
        caseId,
        of.map(({ item }) => item.id),
      ),
    }))
}

/** The pages that put entries under what they are about: what the people harmed said, and why what is here may be shared. */
export const sectionHandlers = (pages: CasePages): Handlers => ({
  'GET /cases/:case/voice': async (request, response) => {
    const opened = await openCase(pages, request, response, 'case-voice')
    if (opened === undefined) return
    sendCase(pages, response, opened, { template: 'sections', current: '/voice' }, { sections: sectionsOf(opened, VOICE) })
  },
  'GET /cases/:case/sharing': async (request, response) => {
    const opened = await openCase(pages, request, response, 'case-sharing')
    if (opened === undefined) return
    sendCase(
      pages,
      response,
      opened,
      { template: 'sections', current: '/sharing' },
      {
        bases: basesOf(opened, labelsOf(pages.catalogue)),
        sections: sectionsOf(opened, SHARING),
        readers: readersAddress(opened.visit.session.reader.role, opened.caseId),
      },
    )
  },
})
