import type { Visit } from './visit.ts'

/** What a page says to somebody whose purpose or role has no timelines: how it is answered, and where they may go on. */
export interface NoView {
  readonly title: string
  readonly texts: readonly string[]
  readonly links: readonly { readonly href: string; readonly text: string }[]
}

const ANOTHER = { href: '/purpose', text: 'Choose another purpose' }
const POLICY = { href: '/policy', text: 'Who gets what, by role and purpose' }
const CATALOGUE = { href: '/catalogue', text: 'What agencies can record' }

/** Purposes that are answered in another way than on the screen (domain model, D.2). */
const ANSWERED: Readonly<Record<string, Omit<NoView, 'links'>>> = {
  evaluation_research: {
    title: 'Evaluation is answered as an extract',
    texts: [
      'For this purpose you get a file of the cases of your project: with pseudonyms, dates by month, and what those concerned agreed to.',
      'Two people approve the project. Ask who runs this service to make the extract.',
    ],
  },
  service_mapping: {
    title: 'Service mapping is answered in numbers',
    texts: [
      'For this purpose you get counts, and a count of fewer than ten people is left out, because it would point to somebody.',
      'Ask who runs this service to make the count. To see a case, choose the purpose that you need it for.',
    ],
  },
  subject_access: {
    title: 'A request for access is answered with a pack',
    texts: [
      'For this purpose you decide, field by field, on a pack of what is held about whoever asked. Ask who runs this service to make the pack.',
      'To review emergency access or withdrawn entries, choose the purpose Audit.',
    ],
  },
}

const OTHERWISE: Omit<NoView, 'links'> = {
  title: 'This purpose is not answered on the screen',
  texts: ['Ask who runs this service how it is answered.'],
}

/** What a visit hears whose purpose has no view. `purposes`: how many purposes its role may state. */
export const noViewFor = ({ session }: Visit, purposes: number): NoView => ({
  ...(ANSWERED[session.purpose ?? ''] ?? OTHERWISE),
  links: [...(purposes > 1 ? [ANOTHER] : []), POLICY, CATALOGUE],
})

/** What somebody hears whose role states no purpose. */
export const NO_PURPOSE: NoView = {
  title: 'Your role does not read timelines',
  texts: [
    'You keep the service running, and see none of its content: its health and lags are shown by throughline status and on its metrics port.',
    'Ask who runs this service if you think that your role should be another.',
  ],
  links: [POLICY, CATALOGUE],
}

/** What an auditor works with besides the lists. */
export const AUDITORS_TOOLS =
  'Who read what is under “Audit” at the top; whether every read runs again with the same result, the command throughline audit replay says. A case is on this list when somebody gave you a task on it.'
