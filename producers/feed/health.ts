/** The answer of GET /v1/feed, as far as thresholds need it. */
export interface Feed {
  readonly agency: string
  readonly at: string
  readonly events: InboxHealth
  readonly import: InboxHealth
  readonly receipts: { readonly last_24_hours: Counts; readonly last_7_days: Counts }
  readonly schemas: readonly { readonly type: string; readonly version: number; readonly current: boolean; readonly events: number }[]
  readonly credential: { readonly expires_at: string | null }
}

interface InboxHealth {
  readonly last_published_at: string | null
  readonly waiting: { readonly count: number; readonly oldest_at: string | null }
  readonly receipt_after_ms: { readonly p50: number | null; readonly p95: number | null }
}

interface Counts {
  readonly accepted: number
  readonly repeated: number
  readonly rejected: number
  readonly held: number
  readonly rejected_by: readonly { readonly code: string; readonly count: number }[]
  readonly warnings_by: readonly { readonly code: string; readonly count: number }[]
}

/** When a feed is unhealthy; undefined: never for this. */
export interface FeedLimits {
  /** Hours since the last event, live or of an import. */
  readonly silenceHours?: number | undefined
  /** Share of the last day's receipts that are rejections. */
  readonly rejectedPercent?: number | undefined
  /** Share of the last day's receipts that wait for their sender to confirm. */
  readonly heldPercent?: number | undefined
  /** Minutes that the oldest live event waits for its receipt. */
  readonly waitingMinutes?: number | undefined
  /** Days until the credential ends. */
  readonly credentialDays?: number | undefined
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const percentOf = ({ accepted, repeated, rejected, held }: Counts, part: number): number => {
  const all = accepted + repeated + rejected + held
  return all === 0 ? 0 : (100 * part) / all
}

/** The later of two moments, ISO 8601 in UTC. */
const laterOf = (one: string | null, other: string | null): string | null => (one === null || (other !== null && other > one) ? other : one)

/** When anything was published last, live or in an import. */
const lastPublished = ({ events, import: imports }: Pick<Feed, 'events' | 'import'>): string | null =>
  laterOf(events.last_published_at, imports.last_published_at)

/** What is wrong with a feed by these limits, in words; nothing when it is healthy. Pure: `at` of the answer is now. */
export function unhealthy(feed: Feed, limits: FeedLimits): readonly string[] {
  const {
    at,
    events,
    receipts: { last_24_hours: day },
    credential,
  } = feed
  const now = Date.parse(at)
  const since = (time: string | null): number => (time === null ? Infinity : now - Date.parse(time))
  const {
    silenceHours = Infinity,
    rejectedPercent = Infinity,
    heldPercent = Infinity,
    waitingMinutes = Infinity,
    credentialDays = 0,
  } = limits
  const [rejected, held] = [percentOf(day, day.rejected), percentOf(day, day.held)]
  const last = lastPublished(feed)
  const waited = events.waiting.oldest_at === null ? 0 : since(events.waiting.oldest_at)
  const ends = credential.expires_at === null ? Infinity : Date.parse(credential.expires_at) - now
  return [
    ...(silenceHours < Infinity && since(last) > silenceHours * HOUR_MS
      ? [last === null ? 'nothing was ever published' : `nothing published since ${last}`]
      : []),
    ...(rejected > rejectedPercent
      ? [`${rejected.toFixed(1)} % rejected in the last 24 hours, most by ${day.rejected_by[0]?.code ?? ''}`]
      : []),
    ...(held > heldPercent ? [`${held.toFixed(1)} % held in the last 24 hours, until you confirm them`] : []),
    ...(waited > waitingMinutes * MINUTE_MS
      ? [`${String(events.waiting.count)} events without a receipt, the oldest for ${(waited / MINUTE_MS).toFixed(0)} minutes`]
      : []),
    ...(ends < credentialDays * DAY_MS ? [`the credential ends ${credential.expires_at ?? ''}`] : []),
  ]
}
