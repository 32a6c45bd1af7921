import type { Request, Response } from 'express'
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

/** What an API answer says of its `errors` is of no use on a page that lists them, or has none. */
const OF_ERRORS = /^See errors .*$/
const WRONG = 'What was sent is not as it must be.'

/** A field in words: `/birth_date` is "Birth date". */
function fieldWords(pointer: string): string {
  const words = pointer.slice(1).replaceAll(/[_/]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const partsOf = ({ extras: { errors = [] } }: Problem): readonly { readonly field: string; readonly detail: string }[] =>
  errors.map(({ pointer, detail }) => ({ field: fieldWords(pointer), detail }))

const generalWords = (problem: Problem): Words => ({
  title: PROBLEMS[problem.code].title,
  texts: [(problem.extras.detail ?? PROBLEMS[problem.code].detail).replace(OF_ERRORS, WRONG)],
})

export interface ProblemPages {
  readonly render: Render
  /** Finds who is signed in, before the header is asked for. */
  readonly findVisit: (request: Request, response: Response) => Promise<void>
  /** What the header says of them; nothing where nobody is known to be. */
  readonly headerOf: (response: Response) => Readonly<Record<string, unknown>>
}

/** A refusal as a page, with the header of who is signed in; beside that the same for everybody, so that it tells nothing. */
export function sendProblemPage(response: Response, problem: Problem, { render, headerOf }: ProblemPages): void {
  const words = WORDS[problem.code] ?? generalWords(problem)
  const { status } = PROBLEMS[problem.code]
  if (status === 429 || status === 503) response.setHeader('Retry-After', String(problem.extras.retryAfter ?? RETRY_SECONDS))
  response
    .status(status)
    .type('html')
    .send(render('message', { ...headerOf(response), ...words, parts: partsOf(problem) }))
}
