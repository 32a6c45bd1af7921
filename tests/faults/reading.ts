import { setTimeout as delay } from 'node:timers/promises'
import { AGENCIES, eventOf, type SentEvent } from './events.ts'
import type { Installation } from './installation.ts'
import { within } from './patience.ts'

/** Reads as this made-up reader, for this purpose. */
const READER = 'norshire-coordinator'
const PURPOSE = 'purpose=marac_risk_management'
/** An event of the case that the reader is linked to. */
const LINKED: SentEvent = eventOf(AGENCIES[0] ?? '', 0)
const PAUSE_MS = 5
const RETRY_MS = 25

/** A reader who goes on reading the list of cases and every timeline in it. */
export interface Reading {
  /** The Access-Record of every 2xx answer that came whole. */
  readonly answers: readonly string[]
  /** The number of the case whose timeline is read. */
  readonly caseNumber: number
  /** What the agencies call the events of the last timeline that was read to its end. */
  shown(): readonly string[]
  /** Reads once more what is there now, and ends. Rejects when a 2xx answer named no access record. */
  finish(): Promise<void>
  /** Gives up. */
  stop(): void
}

interface Page {
  readonly items: readonly { readonly id: string; readonly data?: { readonly agency_record_ref?: string } }[]
  readonly next: string | null
}

export function startReading(installation: Installation): Reading {
  const answers: string[] = []
  let isLast = false
  let isStopped = false
  let shown: readonly string[] = []

  const get = async (path: string): Promise<Page> => {
    const response = await installation.request(READER, path)
    const page = (await response.json()) as Page
    if (!response.ok) throw new Error(`A read was answered with ${String(response.status)}.`)
    answers.push(response.headers.get('access-record') ?? 'none')
    return page
  }
  const readTimeline = async (caseId: string): Promise<void> => {
    const refs: string[] = []
    for (let cursor = ''; ;) {
      const { items, next } = await get(`/v1/cases/${caseId}/timeline?${PURPOSE}${cursor}`)
      refs.push(...items.map(({ data }) => String(data?.agency_record_ref)))
      if (next === null) break
      cursor = `&cursor=${encodeURIComponent(next)}`
    }
    shown = refs
  }
  const readAll = async (): Promise<boolean> => {
    const { items } = await get(`/v1/cases?${PURPOSE}`)
    for (const { id } of items) await readTimeline(id)
    if (items.length === 0) await installation.link(LINKED.body)
    return items.length > 0
  }
  const read = async (): Promise<void> => {
    for (let wasLast = false; !wasLast && !isStopped;) {
      const last = isLast
      // While no service answers, or none has linked the reader to a case, there is nothing to read.
      const done = await readAll().catch(() => false)
      wasLast = last && done
      await delay(done ? PAUSE_MS : RETRY_MS)
    }
  }
  const all = read()
  return {
    answers,
    caseNumber: LINKED.caseNumber,
    shown: () => shown,
    finish: async () => {
      isLast = true
      await within(all, 'the reader to read a timeline')
    },
    stop: () => {
      isStopped = true
    },
  }
}
