import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AccessRequest, Draft } from '../../gateway/subject-access/draft.ts'
import type { Configuration } from '../../infra/configuration/configuration.ts'
import type { Output } from '../output.ts'
import { sendCommand } from '../socket.ts'
import type { PackFiles } from './export.ts'
import type { SubjectAccessStep } from './handler.ts'

const send = (configuration: Configuration, step: SubjectAccessStep): Promise<unknown> =>
  sendCommand(configuration.data, { command: 'subject-access', arguments: step })

/** Writes a file that is not there yet, for this user alone; on the disk when it returns. */
function writeNew(path: string, content: string): string {
  const file = resolve(path)
  let descriptor: number
  try {
    descriptor = openSync(file, 'wx', 0o600)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    throw new Error(`${file} is there already, and is never written over. Name another file.`, { cause })
  }
  try {
    writeSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return file
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

function readJson<T>(file: string, option: string): T {
  try {
    return JSON.parse(readFileSync(resolve(file), 'utf8')) as T
  } catch (cause) {
    throw new Error(`${option} must be a file that a step before has written.`, { cause })
  }
}

/** What `open` is given. */
export interface OpenGiven extends Omit<AccessRequest, 'id' | 'pauses'> {
  readonly token: string
  readonly second: string
  readonly out: string
}

/** `throughline subject-access open`; resolves with the exit code. */
export async function opened(configuration: Configuration, { token, second, out, ...request }: OpenGiven, output: Output): Promise<number> {
  const made = (await send(configuration, { step: 'open', token, second, request })) as AccessRequest
  const file = writeNew(out, json(made))
  output.result(
    `Opened: ${made.id}\nThe request is in ${file}. Write into it when its clock stands or is extended; then: throughline subject-access pack`,
    {
      id: made.id,
      file,
    },
  )
  return 0
}

/** `throughline subject-access pack`; resolves with the exit code. */
export async function packed(
  configuration: Configuration,
  { request, out, token }: { readonly request: string; readonly out: string; readonly token: string },
  output: Output,
): Promise<number> {
  const draft = (await send(configuration, { step: 'pack', token, request: readJson<AccessRequest>(request, '--request') })) as Draft
  const file = writeNew(out, json(draft))
  const fields = draft.events.flatMap((event) => event.fields)
  const toDecide = fields.filter(({ proposal }) => proposal === 'P').length
  output.result(
    [
      `The draft is in ${file}: ${String(draft.events.length)} event(s), ${String(fields.length)} field(s), of which ${String(toDecide)} are to be decided. Due: ${draft.due}.`,
      ...draft.warnings.map((warning) => `Warning: ${warning}`),
      'Write "decision" and "reason" into it, then: throughline subject-access decide',
    ].join('\n'),
    { file, events: draft.events.length, fields: fields.length, to_decide: toDecide, due: draft.due, warnings: draft.warnings },
  )
  return 0
}

/** `throughline subject-access decide`; resolves with the exit code. */
export async function decided(
  configuration: Configuration,
  { draft, token }: { readonly draft: string; readonly token: string },
  output: Output,
): Promise<number> {
  const made = (await send(configuration, { step: 'decide', token, draft: readJson<Draft>(draft, '--draft') })) as {
    id: string
    given: number
    left_out: number
  }
  output.result(
    `Decided: ${made.id}\n${String(made.given)} field(s) are given, ${String(made.left_out)} left out. Another person approves it: throughline subject-access approve ${made.id} --token …`,
    { ...made },
  )
  return 0
}

/** `throughline subject-access approve`; resolves with the exit code. */
export async function approved(
  configuration: Configuration,
  { id, token }: { readonly id: string; readonly token: string },
  output: Output,
): Promise<number> {
  const made = (await send(configuration, { step: 'approve', token, id })) as { id: string }
  output.result(`Approved: ${made.id}\nNothing is sent. To print it: throughline subject-access export ${made.id} --draft … --out …`, {
    ...made,
  })
  return 0
}

/** `throughline subject-access export`; resolves with the exit code. */
export async function exported(
  configuration: Configuration,
  { id, draft, out, token }: { readonly id: string; readonly draft: string; readonly out: string; readonly token: string },
  output: Output,
): Promise<number> {
  const files = (await send(configuration, { step: 'export', token, id, draft: readJson<Draft>(draft, '--draft') })) as PackFiles
  const written = [writeNew(`${out}.json`, files.json), writeNew(`${out}.html`, files.html)]
  output.result(`Written: ${written.join(', ')}. Nothing was sent: hand it over in the way that is safe for who asked.`, {
    files: written,
    sha256: files.sha256,
  })
  return 0
}
