import type { Response } from 'express'
import { PROBLEMS, type Problem } from '../api/problem.ts'
import type { Render } from './render.ts'

const RETRY_SECONDS = 5

interface Words {
  readonly title: string
  readonly texts: readonly string[]
  readonly link?: { readonly href: string; readonly text: string }
}

const NOT_FOUND: Words = {
  title: 'Page not found',
  texts: [
    'There is nothing at this address that you may see.',
    'If you followed a link from another agency, ask for the case through your own list of cases.',
  ],
}

/** Words of the refusals that a person can do something about. */
const WORDS: Readonly<Partial<Record<Problem['code'], Words>>> = {
  'not-found': NOT_FOUND,
  'method-not-allowed': NOT_FOUND,
  'not-recorded': {
    title: "We couldn't record this view so we didn't show it",
    texts: ['Every view is recorded before it is shown. Try again in a moment.'],
  },
  deny_role_purpose: {
    title: 'Not for your role and purpose',
    texts: ['Your role does not read for this purpose.'],
    link: { href: '/purpose', text: 'Choose another purpose' },
  },
  deny_break_glass: {
    title: 'No emergency access for your role and purpose',
    texts: ['Call the police on 999 if somebody is in danger now.'],
    link: { href: '/purpose', text: 'Choose another purpose' },
  },
  deny_channel: { title: 'No live timelines for your role', texts: ['Your role works with approved extracts.'] },
}

/** What is wrong, where each part is known, or what is said of the code in general. */
const textsOf = ({ code, extras: { errors = [] } }: Problem): readonly string[] =>
  code === 'invalid-request' && errors.length > 0 ? errors.map(({ detail }) => detail) : [PROBLEMS[code].detail]

/** A refusal as a page; the same for everybody, so that it tells nothing. */
export function sendProblemPage(response: Response, problem: Problem, render: Render): void {
  const words = WORDS[problem.code] ?? { title: PROBLEMS[problem.code].title, texts: textsOf(problem) }
  const { status } = PROBLEMS[problem.code]
  if (status === 429 || status === 503) response.setHeader('Retry-After', String(problem.extras.retryAfter ?? RETRY_SECONDS))
  response
    .status(status)
    .type('html')
    .send(render('message', { ...words }))
}
