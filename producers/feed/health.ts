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
  /** Hours since the last event. */
  readonly silenceHours?: number | undefined
  /** Share of the last day's receipts that are rejections. */
  readonly rejectedPercent?: number | undefined
  /** Minutes that the oldest live event waits for its receipt. */
  readonly waitingMinutes?: number | undefined
  /** Days until the credential ends. */
  readonly credentialDays?: number | undefined
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const rejectedShare = ({ accepted, repeated, rejected, held }: Counts): number => {
  const all = accepted + repeated + rejected + held
  return all === 0 ? 0 : (100 * rejected) / all
}

/** What is wrong with a feed by these limits, in words; nothing when it is healthy. Pure: `at` of the answer is now. */
export function unhealthy({ at, events, receipts, credential }: Feed, limits: FeedLimits): readonly string[] {
  const now = Date.parse(at)
  const since = (time: string | null): number => (time === null ? Infinity : now - Date.parse(time))
  const { silenceHours = Infinity, rejectedPercent = Infinity, waitingMinutes = Infinity, credentialDays = 0 } = limits
  const rejected = rejectedShare(receipts.last_24_hours)
  const waited = events.waiting.oldest_at === null ? 0 : since(events.waiting.oldest_at)
  const ends = credential.expires_at === null ? Infinity : Date.parse(credential.expires_at) - now
  return [
    ...(silenceHours < Infinity && since(events.last_published_at) > silenceHours * HOUR_MS ? [events.last_published_at === null ? 'nothing was ever published' : `nothing published since ${events.last_published_at}`] : []),
    ...(rejected > rejectedPercent ? [`${rejected.toFixed(1)} % rejected in the last 24 hours, most by ${receipts.last_24_hours.rejected_by[0]?.code ?? ''}`] : []),
    ...(waited > waitingMinutes * MINUTE_MS ? [`${String(events.waiting.count)} events without a receipt, the oldest for ${(waited / MINUTE_MS).toFixed(0)} minutes`] : []),
    ...(ends < credentialDays * DAY_MS ? [`the credential ends ${credential.expires_at ?? ''}`] : []),
  ]
}
