import type { Output } from './output.ts'
import { sendCommand } from './socket.ts'

/** How a question reaches the service that runs. */
export interface AskOptions {
  /** Data folder of the service on this machine. */
  readonly data: string
  /** Where the service is; default: the one that runs on the data folder. */
  readonly url?: string | undefined
  /** Bearer token of who asks. */
  readonly token?: string | undefined
  /** In place of a token: an id of the bundled sign-in of the service on the data folder. */
  readonly as?: string | undefined
}

/** An answer that cannot be given, in the words of the service. */
export class QuestionRefusedError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'QuestionRefusedError'
    this.code = code
  }
}

interface ProblemJson {
  readonly code?: string
  readonly title?: string
  readonly detail?: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

async function tokenOf({ data, token, as }: AskOptions): Promise<string> {
  if (token !== undefined) return token
  if (as === undefined)
    throw new Error('Say who asks: --token with a bearer token of an auditor, or --as with an id of the bundled sign-in.')
  return String(await sendCommand(data, { command: 'token', arguments: { as } }))
}

/** Asks the running service, as whoever the token is of: it decides, records and answers as over HTTP. Throws QuestionRefusedError. */
export async function askService(options: AskOptions, path: string, body: object): Promise<unknown> {
  const url = options.url ?? String(await sendCommand(options.data, { command: 'origin' }))
  const answer = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf(options)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
  })
  const json: unknown = await answer.json()
  if (answer.ok) return json
  const { code = 'failed', title = 'The question was refused', detail = '', errors = [] } = json as ProblemJson
  throw new QuestionRefusedError(
    code,
    [`${title}. ${detail}`, ...errors.map(({ pointer, detail: wrong }) => `${pointer === '' ? 'body' : pointer}: ${wrong}`)].join('\n'),
  )
}

/** Asks a question and writes its answer in words, or as JSON. Resolves with the exit code. */
export async function askQuestion<Answer>(
  options: AskOptions,
  { path, body, words }: { readonly path: string; readonly body: object; readonly words: (answer: Answer) => readonly string[] },
  output: Output,
): Promise<number> {
  const answer = (await askService(options, path, body)) as Answer
  output.result(words(answer).join('\n'), answer)
  return 0
}
