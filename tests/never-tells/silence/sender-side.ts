import { OF_REQUEST } from '../../fixtures/of-request.ts'
import type { Answer, Running } from '../../flow/running.ts'

/** A channel by which a sender hears, and every line of what came by it. */
export type SenderSide = ReadonlyMap<string, readonly string[]>

/** A person of the sender's agency, with the purposes that the role may state. */
export interface OwnReader {
  readonly id: string
  readonly purposes: readonly string[]
}

/** What is of one request alone, and how long a cursor is, and which access record it has. */
const NOT_COMPARED: ReadonlySet<string> = new Set([...OF_REQUEST, 'access-record', 'etag', 'content-length'])

function lines({ status, headers, json, text }: Answer): readonly string[] {
  const said = [...headers].filter(([name]) => !NOT_COMPARED.has(name)).map(([name, value]) => `${name}: ${value}`)
  // Cursors are sealed with a key of each world.
  const { items, next, cursor, credential, ...rest } = (json ?? {}) as {
    readonly items?: readonly unknown[]
    readonly next?: unknown
    readonly cursor?: unknown
    readonly credential?: unknown
  }
  if (json === undefined) return [String(status), ...said, text]
  return [
    String(status),
    ...said,
    `next: ${typeof next}`,
    `cursor: ${typeof cursor}`,
    `credential: ${typeof credential}`,
    JSON.stringify(rest),
    ...(items ?? []).map((item) => JSON.stringify(item)),
  ]
}

/** Most receipts of a page. */
const PAGE = 1_000

/** An agency's receipts after a place, page by page. */
export async function receiptPages(
  { ask }: Pick<Running, 'ask'>,
  agency: string,
  after?: string,
): Promise<{ readonly pages: readonly Answer[]; readonly items: readonly unknown[]; readonly next: string | undefined }> {
  const pages: Answer[] = []
  const items: unknown[] = []
  for (let next = after; ;) {
    const page = await ask(`/v1/receipts?limit=${String(PAGE)}${next === undefined ? '' : `&after=${encodeURIComponent(next)}`}`, {
      method: 'GET',
      as: agency,
    })
    const { items: found, next: last } = page.json as { readonly items: readonly unknown[]; readonly next: string | null }
    pages.push(page)
    items.push(...found)
    next = last ?? next
    if (found.length < PAGE) return { pages, items, next }
  }
}

/** What an agency's systems and people get back at this moment, whole; receipts after a place. */
export async function senderSide(
  world: Pick<Running, 'ask'>,
  agency: string,
  people: readonly OwnReader[],
  after?: string,
): Promise<SenderSide> {
  const { ask } = world
  const found = new Map<string, readonly string[]>()
  const look = async (path: string, as: string): Promise<void> => {
    found.set(`${path} as ${as}`, lines(await ask(path, { method: 'GET', as })))
  }
  found.set(`/v1/receipts as ${agency}`, (await receiptPages(world, agency, after)).pages.flatMap(lines))
  for (const path of ['/v1/feed', '/v1/publications?limit=200']) await look(path, agency)
  for (const { id, purposes } of people) {
    for (const purpose of purposes)
      for (const path of ['/v1/cases', '/v1/recalls', '/v1/harm-reviews', '/v1/break-glass', '/v1/confirmations'])
        await look(`${path}?purpose=${purpose}`, id)
    await look('/v1/publications?limit=200', id)
  }
  return found
}

/** Where two senders' sides differ: a channel with the lines that only one of them has. */
export interface Difference {
  readonly channel: string
  readonly only: readonly [readonly string[], readonly string[]]
}

/** What tells two worlds apart; nothing where every channel is the same, in the same order. */
export function differencesBetween(one: SenderSide, other: SenderSide): readonly Difference[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((channel) => {
    const [left, right] = [one.get(channel) ?? [], other.get(channel) ?? []]
    if (JSON.stringify(left) === JSON.stringify(right)) return []
    return [{ channel, only: [left.filter((line) => !right.includes(line)), right.filter((line) => !left.includes(line))] }]
  })
}
