import { setTimeout as delay } from 'node:timers/promises'
import type { Ask } from './asking.ts'
import { PURPOSE, READER } from './reader.ts'

const PAUSE_MS = 80
const MOST_PAGES = 2

/** A reader who goes on reading the list of cases and timelines in it, at one gateway after the other. */
export interface Reading {
  /** The Access-Record of every answer with one, and `none` for each 2xx without. */
  readonly answers: readonly string[]
  /** What the agencies call the events of a timeline, read to its end; undefined when a page of it did not come. */
  whole(caseId: string): Promise<readonly string[] | undefined>
  /** The ids of the reader's cases. */
  cases(): Promise<readonly string[]>
  stop(): Promise<void>
}

interface Page {
  readonly items: readonly { readonly id: string; readonly data?: { readonly agency_record_ref?: string } }[]
  readonly next: string | null
}

export function startReading(ask: Ask, random: () => number): Reading {
  const answers: string[] = []
  let isStopping = false

  const get = async (path: string): Promise<Page> => {
    const response = await ask(READER, path)
    const record = response.headers.get('access-record')
    // INVARIANT: counted when the status is there, before the answer is whole.
    if (record !== null || response.ok) answers.push(record ?? 'none')
    const page = (await response.json()) as Page
    if (!response.ok) throw new Error(`A read was answered with ${String(response.status)}.`)
    return page
  }
  const pages = async (caseId: string, most: number): Promise<readonly string[] | undefined> => {
    const refs: string[] = []
    for (let page = 0, cursor = ''; page < most; page++) {
      const { items, next } = await get(`/v1/cases/${caseId}/timeline?${PURPOSE}${cursor}`)
      refs.push(...items.map(({ data }) => String(data?.agency_record_ref)))
      if (next === null) return refs
      cursor = `&cursor=${encodeURIComponent(next)}`
    }
    return undefined
  }
  const cases = async (): Promise<readonly string[]> => (await get(`/v1/cases?${PURPOSE}`)).items.map(({ id }) => id)
  const read = async (): Promise<void> => {
    while (!isStopping) {
      // While no gateway answers, or the reader has no case, there is nothing to read.
      await cases()
        .then((ids) => pages(ids[Math.floor(random() * ids.length)] ?? 'none', MOST_PAGES))
        .catch(() => undefined)
      await delay(PAUSE_MS)
    }
  }
  const all = read()
  return {
    answers,
    cases,
    whole: (caseId) => pages(caseId, Infinity),
    stop: async () => {
      isStopping = true
      await all
    },
  }
}
