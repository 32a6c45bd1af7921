import type { Command } from 'commander'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import type { AskOptions } from '../audit-questions.ts'
import { command, type Common } from './command.ts'
import { run } from './run.ts'

interface Asked extends Common, Pick<AskOptions, 'url' | 'token' | 'as'> {
  readonly reason: string
  readonly from?: string
  readonly to?: string
  readonly after?: string
  readonly limit?: string
}

/** A question below `audit`: who asks, why, of when. */
const question = (audit: Command, name: string, description: string): Command =>
  command(audit, name, description)
    .requiredOption('--reason <words>', 'why you ask, in 10 characters or more; it goes on record')
    .option('--token <token>', 'bearer token of an auditor or data protection officer')
    .option('--as <id>', 'in place of a token: an id of the bundled sign-in')
    .option('--url <address>', 'the service; default: the one that runs on the data folder')

const listed = (of: Command): Command =>
  of
    .option('--from <day>', 'first day (YYYY-MM-DD), or a date-time with offset')
    .option('--to <day>', 'last day, or a date-time with offset')
    .option('--after <cursor>', 'the page after this one')
    .option('--limit <number>', 'items of a page, 1 to 200')

/** What every body has; what was not said is left out. */
const common = ({ reason, from, to, after, limit }: Asked): object =>
  Object.fromEntries(
    Object.entries({ reason, from, to, after, limit: limit === undefined ? undefined : Number(limit) }).filter(
      ([, value]) => value !== undefined,
    ),
  )

/** How an answer is said, loaded when it is. */
type Words<Answer> = () => Promise<(answer: Answer) => readonly string[]>

const ask = <Answer>(path: string, words: Words<Answer>, asked: Asked, body: object): Promise<void> =>
  run(async (output) => {
    const { askQuestion } = await import('../audit-questions.ts')
    const { data } = readConfiguration(process.env)
    const { url, token, as } = asked
    return askQuestion({ data, url, token, as }, { path, body: { ...common(asked), ...body }, words: await words() }, output)
  }, asked)

interface WhoSawOptions extends Asked {
  readonly given?: string
  readonly family?: string
  readonly born?: string
  readonly identifier?: string
  readonly people?: readonly string[]
  readonly case?: string
  readonly class?: string
  readonly attempts?: boolean
}

const given = (value: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined))

/** An identifier as it is typed: `PNC:2011/0090211X`. */
function identifierOf(typed: string | undefined): object | undefined {
  if (typed === undefined) return undefined
  const [scheme, ...value] = typed.split(':')
  return { scheme, value: value.join(':') }
}

function whoSawBody({ given: first, family, born, identifier, people, case: caseId, class: code, attempts }: WhoSawOptions): object {
  const person = given({ given_name: first, family_name: family, birth_date: born, identifier: identifierOf(identifier) })
  return given({ person: Object.keys(person).length === 0 ? undefined : person, people, case: caseId, class: code, attempts })
}

/** Declares the questions about reads: `audit who-saw`, `seen-by`, `why`, `withdrawn`, `instruments`, `break-glass`. */
export function declareQuestions(audit: Command): void {
  listed(question(audit, 'who-saw', 'who saw a person, or a case, and what'))
    .option('--given <name>', 'given name')
    .option('--family <name>', 'family name')
    .option('--born <date>', 'date of birth, YYYY-MM-DD')
    .option('--identifier <scheme:value>', 'for example PNC:2011/0090211X')
    .option('--people <candidate...>', 'candidates of the last answer')
    .option('--case <id>', 'a case, by the id that your agency has')
    .option('--class <code>', 'only reads of this class: VIC_LOC for her address')
    .option('--attempts', 'also refusals, look-ups and emergency access of the case')
    .action(async (asked: WhoSawOptions) =>
      ask('/v1/audit/who-saw', async () => (await import('../question-words.ts')).whoSawWords, asked, whoSawBody(asked)),
    )
  listed(question(audit, 'seen-by', 'what somebody saw, and was refused'))
    .requiredOption('--staff <id>', '<agency>:<staff id>')
    .action(async (asked: Asked & { staff: string }) =>
      ask('/v1/audit/seen-by', async () => (await import('../question-words.ts')).seenByWords, asked, { staff: asked.staff }),
    )
  question(audit, 'why', 'why a read was allowed, or refused, in a paragraph')
    .requiredOption('--record <id>', 'id of its access record')
    .action(async (asked: Asked & { record: string }) =>
      ask('/v1/audit/why', async () => (await import('../question-words.ts')).whyWords, asked, { record: asked.record }),
    )
  listed(question(audit, 'withdrawn', 'who read what has since been corrected, contested, withdrawn or erased'))
    .option('--case <id>', 'only of this case')
    .action(async (asked: Asked & { case?: string }) =>
      ask('/v1/audit/withdrawn', async () => (await import('../question-words.ts')).withdrawnWords, asked, given({ case: asked.case })),
    )
  question(audit, 'instruments', 'whose word counts in a case, and who used it')
    .requiredOption('--case <id>', 'a case, by the id that your agency has')
    .action(async (asked: Asked & { case: string }) =>
      ask('/v1/audit/instruments', async () => (await import('../question-words.ts')).instrumentsWords, asked, { case: asked.case }),
    )
  listed(question(audit, 'break-glass', 'openings of emergency access, what was read under them, their reviews')).action(
    async (asked: Asked) => ask('/v1/audit/break-glass', async () => (await import('../question-words.ts')).breakGlassWords, asked, {}),
  )
}
