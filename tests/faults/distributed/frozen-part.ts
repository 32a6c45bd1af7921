import { setTimeout as delay } from 'node:timers/promises'
import { eventAbout } from './events.ts'
import type { Stage } from './stage.ts'
import type { Member } from './member.ts'
import { PURPOSE, READER } from './reader.ts'

/** Something that every gateway needs, as it is frozen and thawed. */
export interface Part {
  freeze(): void
  thaw(): void
}

/** A request is answered within this while a part is frozen. */
const ANSWER_MS = 15_000
/** Each gateway answers again, or has ended, within this after the thaw. */
const BACK_MS = 30_000
const END_MS = 10_000
const PAUSE_MS = 250
const PUBLISHER = 'norshire-police'

interface Answer {
  /** undefined: the connection ended, as with a process that has gone. */
  readonly status: number | undefined
  readonly retryAfter: string | null
  readonly ms: number
}

async function asked(member: Member, init: { readonly as: string; readonly path: string; readonly body?: string }): Promise<Answer> {
  const address = member.address()
  const began = performance.now()
  if (address === undefined) return { status: undefined, retryAfter: null, ms: 0 }
  const headers = { authorization: `Bearer ${address.tokens[init.as] ?? ''}`, 'content-type': 'application/cloudevents-batch+json' }
  const response = await fetch(`${address.origin}${init.path}`, {
    headers,
    signal: AbortSignal.timeout(ANSWER_MS * 3),
    ...(init.body === undefined ? {} : { method: 'POST', body: init.body }),
  }).catch(() => undefined)
  await response?.text().catch(() => undefined)
  return { status: response?.status, retryAfter: response?.headers.get('retry-after') ?? null, ms: performance.now() - began }
}

const read = (member: Member): Promise<Answer> => asked(member, { as: READER, path: `/v1/cases?${PURPOSE}` })
/** Sends again what the agency sent first: a repeat. */
const publish = (member: Member): Promise<Answer> =>
  asked(member, { as: PUBLISHER, path: '/v1/events', body: JSON.stringify([eventAbout(0, PUBLISHER, 0).body]) })

/** Reads one gateway until the time is over; every answer. */
async function readWhile(member: Member, until: number): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  while (performance.now() < until) {
    answers.push(...(await Promise.all([read(member), publish(member)])))
    await delay(PAUSE_MS)
  }
  return answers
}

/** Milliseconds until a gateway answers a read with 200, or its process has ended and another one does. */
async function untilBack(member: Member, since: number): Promise<number> {
  const failures = member.failures()
  while (performance.now() - since < BACK_MS * 2) {
    if ((await read(member)).status === 200 || member.failures() > failures) return performance.now() - since
    await delay(PAUSE_MS)
  }
  return Infinity
}

/** Freezes a part for so long (ms), asks the gateways meanwhile, ends one of them, and measures how soon they are back. Rejects with what was not kept. */
export async function frozenPart(stage: Stage, part: Part, ms: number): Promise<void> {
  const gateways = stage.membersOf('gateway')
  const [first, second] = gateways
  if (first === undefined || second === undefined) throw new RangeError('Two gateways are needed.')
  part.freeze()
  const until = performance.now() + ms
  const endOne = async (): Promise<number> => {
    await delay(ms / 3)
    const began = performance.now()
    await second.end()
    return performance.now() - began
  }
  const [answers, ended] = await Promise.all([readWhile(first, until), endOne(), delay(ms)])
  part.thaw()
  const thawed = performance.now()
  const back = Math.max(...(await Promise.all(gateways.map((member) => untilBack(member, thawed)))))
  const longest = Math.max(0, ...answers.map(({ ms }) => ms))
  stage.measured({
    'answers while frozen': answers.length,
    'longest answer, s': longest / 1000,
    'ended after SIGTERM, s': ended / 1000,
    'back after the thaw, s': back / 1000,
  })
  const wrong = answers.filter(({ status, retryAfter }) => status !== undefined && status >= 500 && (status !== 503 || retryAfter === null))
  const broken = [
    ...(longest > ANSWER_MS ? [`a request waited ${(longest / 1000).toFixed(1)} s`] : []),
    ...(answers.length === 0 ? ['nothing was asked'] : []),
    ...(wrong.length > 0
      ? [`${String(wrong.length)} answers were of ${[...new Set(wrong.map(({ status }) => status))].join(', ')}, or without Retry-After`]
      : []),
    ...(ended > END_MS ? [`a gateway ended ${(ended / 1000).toFixed(1)} s after SIGTERM`] : []),
    ...(back > BACK_MS ? [`a gateway was back ${(back / 1000).toFixed(1)} s after the thaw`] : []),
  ]
  if (broken.length > 0) throw new Error(`Not kept: ${broken.join('; ')}.`)
}
