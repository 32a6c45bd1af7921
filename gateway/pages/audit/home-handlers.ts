import type { Handlers } from '../../api/register.ts'
import { frame, type CasePages } from '../frame.ts'
import { visitIn } from '../visit.ts'

/** A line of the page: where it leads, and what is found there. */
interface Leads {
  readonly href: string
  readonly text: string
  readonly hint: string
}

const ASK: readonly Leads[] = [
  {
    href: '/audit/who-saw',
    text: 'Who saw a person, and what',
    hint: 'By name or number; for one kind of information, such as where she lives, and for a time.',
  },
  { href: '/audit/seen-by', text: 'What somebody saw', hint: 'Everything that one reader saw, or was refused.' },
  { href: '/audit/withdrawn', text: 'Who read what was withdrawn since', hint: 'And whether they acted on it.' },
  {
    href: '/audit/break-glass',
    text: 'The history of emergency access',
    hint: 'Who opened it, what they read, and what the review found.',
  },
]

const POLICY: Leads = {
  href: '/policy',
  text: 'Who gets what, by role and purpose',
  hint: 'The policy in force, and whose word counts for what.',
}

const ALERTS: Leads = {
  href: '/audit/alerts',
  text: 'Alerts',
  hint: 'Reads that somebody should ask about, and why; close each with what came of it.',
}

/** What else somebody of a role looks at. */
const ELSE: Readonly<Record<string, readonly Leads[]>> = {
  auditor: [
    ALERTS,
    {
      href: '/reviews/closed',
      text: 'Emergency access that was reviewed',
      hint: 'Openings, what was read under each, and what the review found.',
    },
    POLICY,
  ],
  dpo: [
    ALERTS,
    { href: '/reviews', text: 'Emergency access to review', hint: 'Within one working day.' },
    { href: '/harm-reviews', text: 'Withdrawn entries that need a harm review', hint: 'And who may have acted on them.' },
    { href: '/confirmations', text: 'To confirm and compare', hint: 'What agencies said that nobody has confirmed yet.' },
    POLICY,
  ],
}

/** The first page of an audit. */
export const auditHomeHandlers = ({ catalogue, render }: Pick<CasePages, 'catalogue' | 'render'>): Handlers => ({
  'GET /audit': (_request, response) => {
    const visit = visitIn(response)
    response.type('html').send(
      render('audit/home', {
        ...frame(visit, catalogue),
        title: 'Audit',
        groups: [
          { title: 'Ask', links: ASK },
          { title: 'Look at', links: ELSE[visit.session.reader.role] ?? [] },
        ],
      }),
    )
  },
})
