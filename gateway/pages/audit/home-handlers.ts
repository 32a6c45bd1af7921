import type { Handlers } from '../../api/register.ts'
import { frame, type CasePages } from '../frame.ts'
import { visitIn } from '../visit.ts'

/** What an auditor can ask, with the page that asks it. */
const GROUPS = [
  {
    title: 'Ask',
    links: [
      { href: '/audit/who-saw', text: 'Who saw a person, and what', hint: 'By name or number; for one kind of information, such as where she lives, and for a time.' },
      { href: '/audit/seen-by', text: 'What somebody saw', hint: 'Everything that one reader saw, or was refused.' },
    ],
  },
] as const

/** The first page of an audit. */
export const auditHomeHandlers = ({ catalogue, render }: Pick<CasePages, 'catalogue' | 'render'>): Handlers => ({
  'GET /audit': (_request, response) => {
    response.type('html').send(render('audit/home', { ...frame(visitIn(response), catalogue), title: 'Audit', groups: GROUPS }))
  },
})
