import type { AllocationItem } from '../gateway/step-up/allocations/list.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import type { Output } from './output.ts'
import { sendCommand } from './socket.ts'

/** On which case it is done, and in whose name: `token` is of a person of the agency that lists the case. */
export interface AllocateOptions {
  /** Case id, as the person's list of cases gives it. */
  readonly case: string
  readonly token: string
}

/** Whom to allocate, as `POST /v1/cases/{case}/allocations` takes it. */
export interface AllocateGiven extends AllocateOptions {
  readonly worker: string
  readonly role: string
  readonly purpose: string
  readonly event: string
  readonly until: string
  readonly reason: string
}

const PURPOSE = 'marac_risk_management'

interface ProblemJson {
  readonly title?: string
  readonly detail?: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

/** Asks the service that runs on the data folder, as the person. Throws Error with what it said where it refused. */
async function ask<T>(
  { data }: Configuration,
  { case: caseId, token }: AllocateOptions,
  path: string,
  body?: Readonly<Record<string, string>>,
): Promise<T> {
  const origin = String(await sendCommand(data, { command: 'origin' }))
  const response = await fetch(`${origin}/v1/cases/${encodeURIComponent(caseId)}/allocations${path}?purpose=${PURPOSE}`, {
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  const answer = (await response.json().catch(() => ({}))) as T & ProblemJson
  if (response.ok) return answer
  throw new Error(
    [
      `${answer.title ?? 'The request was refused'}.`,
      answer.detail ?? '',
      ...(answer.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`),
    ]
      .join('\n')
      .trim(),
  )
}

/** `throughline allocate give`; resolves with the exit code. */
export async function giveAllocated(
  configuration: Configuration,
  { worker, role, purpose, event, until, reason, ...person }: AllocateGiven,
  output: Output,
): Promise<number> {
  const given = await ask<{ readonly until: string; readonly in_force: boolean }>(configuration, person, '', {
    worker,
    role,
    purpose,
    event,
    until,
    reason,
  })
  output.result(`${worker} is allocated until ${given.until}${given.in_force ? '' : ', which is not in force yet'}.`, { ...given })
  return 0
}

/** `throughline allocate list`; resolves with the exit code. */
export async function listAllocated(configuration: Configuration, person: AllocateOptions, output: Output): Promise<number> {
  const { items } = await ask<{ readonly items: readonly AllocationItem[] }>(configuration, person, '')
  const line = ({ id, worker, agency, role, purpose, until }: AllocationItem): string =>
    `${id}  ${worker ?? agency}  ${role ?? '-'}  ${purpose ?? 'any purpose'}  until ${until ?? 'it is ended'}`
  output.result(items.length === 0 ? 'Nobody is allocated.' : items.map(line).join('\n'), { items })
  return 0
}

/** `throughline allocate end`; resolves with the exit code. */
export async function endAllocated(
  configuration: Configuration,
  { id, reason, ...person }: AllocateOptions & { readonly id: string; readonly reason: string },
  output: Output,
): Promise<number> {
  const ended = await ask<{ readonly in_force: boolean }>(configuration, person, `/${encodeURIComponent(id)}/end`, { reason })
  output.result(ended.in_force ? 'It is ended.' : 'It is kept and not in force yet.', { ...ended })
  return 0
}
