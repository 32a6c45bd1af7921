import type { Response } from 'express'
import { INCOMPLETE_NOTICE } from '../../read/deps.ts'
import { identityOf, knownAs } from '../case-words.ts'
import { emergencyBanner } from '../emergency-banner.ts'
import { frame, purposeOf, type CasePages } from '../frame.ts'
import { dateWords } from '../timeline/dates.ts'
import { notForHim } from '../timeline/entries.ts'
import { caseAddress, entryAddress, timelineAddress } from './links.ts'
import type { OpenedCase } from './open-case.ts'

/** Roles whose pages of a case lead to the people allocated to it; who allocates there the policy decides. */
const ALLOCATORS: ReadonlySet<string> = new Set(['marac_chair', 'marac_coordinator'])

const PAGES = [
  ['', 'Overview'],
  ['/timeline', 'Timeline'],
  ['/pattern', 'Pattern'],
  ['/risk', 'Risk'],
  ['/voice', 'Voice'],
  ['/sharing', 'Sharing'],
  ['/print', 'Print'],
] as const

/** A page of a case, by the end of its address. */
export type CasePage = (typeof PAGES)[number][0]

/** What every page of a case has: who it is about, where it leads, when it was read, what he must not learn. */
export function caseFrame({ reads, catalogue }: CasePages, opened: OpenedCase, current: CasePage): Readonly<Record<string, unknown>> {
  const { visit, caseId, at, record, subject, speech } = opened
  const { role } = visit.session.reader
  const { roles, purposes } = reads.policy.stepUp.break_glass
  const address = caseAddress(caseId)
  return {
    ...frame(visit, catalogue),
    notice: INCOMPLETE_NOTICE,
    case: caseId,
    title: PAGES.find(([end]) => end === current)?.[1],
    identity: identityOf(knownAs([subject])),
    speech,
    warnings: opened.warned ? warningsAtTheTop(opened) : [],
    pages: [
      ...PAGES.map(([end, text]) => ({ text, href: `${address}${end}`, active: end === current })),
      ...(ALLOCATORS.has(role) ? [{ text: 'People allocated', href: `${address}/allocations` }] : []),
      ...(roles.includes(role) && purposes.includes(purposeOf(visit))
        ? [{ text: 'Emergency access', href: `${address}/break-glass` }]
        : []),
    ],
    ...emergencyBanner(opened.emergencyUntil, reads.clock.now()),
    readAt: dateWords(at),
    record,
    whatChanged: timelineAddress(caseId, { since: at }),
    wide: true,
  }
}

/** What somebody who faces him must not tell him: what was said of an entry in particular, each with its entry, else that nothing here is for him. */
function warningsAtTheTop({ caseId, entries, speech: { him } }: OpenedCase): readonly { readonly text: string; readonly href?: string }[] {
  const notFor = notForHim(entries)
  const particular = notFor.flatMap(({ id, when, title, warnings }) =>
    warnings.flatMap(({ words, isParticular }) =>
      isParticular ? [{ text: `${words} ${when}: ${title}`, href: entryAddress(caseId, id) }] : [],
    ),
  )
  const isAnyInDoubt = notFor.some(({ warnings }) => warnings.some(({ isParticular }) => !isParticular))
  return isAnyInDoubt
    ? [...particular, { text: `Do not tell ${him} what is recorded here, unless an entry says that it may be known.` }]
    : particular
}

/** Sends a page of a case. */
export function sendCase(
  pages: CasePages,
  response: Response,
  opened: OpenedCase,
  page: { readonly template: string; readonly current: CasePage },
  values: Readonly<Record<string, unknown>>,
): void {
  response.type('html').send(pages.render(`case/${page.template}`, { ...caseFrame(pages, opened, page.current), ...values }))
}
