import { followReceipts, sendBatch, type Endpoint } from './http.ts'
import { riskChanged } from './events.ts'

/** What the others meet while somebody sends, in milliseconds. */
export interface Observed {
  /** Longest time without an answer of /livez. */
  readonly silence: number
  /** From the sending of an event to its receipt, of each event that the agency which sends little has sent. */
  readonly receipts: readonly number[]
  /** What each read of the timeline took. */
  readonly reads: readonly number[]
}

export interface Others {
  readonly origin: string
  /** Sends one event a second. */
  readonly agency: string
  readonly token: string
  /** Reads the case all the time, with a second between. */
  readonly reader: string
  readonly now: () => number
}

/** About a second, never the same twice: what publishes and what reads must not keep step with each other. */
const aSecond = (): number => 600 + Math.random() * 800
const LOOK_MS = 20
const PURPOSE = 'marac_risk_management'

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Watches until `isOver`: /livez, the receipts of an agency that sends little, and a coordinator's reads. */
export async function observe({ origin, agency, token, reader, now }: Others, isOver: () => boolean): Promise<Observed> {
  const authorization = `Bearer ${reader}`
  const endpoint: Endpoint = { origin, token }
  let silence = 0
  const receipts: number[] = []
  const reads: number[] = []
  const sent = new Map<string, number>()
  const listen = async (): Promise<void> => {
    for (let last = performance.now(); !isOver();) {
      await (await fetch(`${origin}/livez`)).arrayBuffer()
      silence = Math.max(silence, performance.now() - last)
      last = performance.now()
      await sleep(LOOK_MS)
    }
  }
  const publish = async (): Promise<void> => {
    while (!isOver()) {
      const began = performance.now()
      for (const id of await sendBatch(endpoint, [riskChanged(agency, now())])) sent.set(id, began)
      await sleep(aSecond())
    }
  }
  const follow = followReceipts(endpoint)
  await follow()
  const awaitReceipts = async (): Promise<void> => {
    while (!isOver() || sent.size > 0) {
      for (const id of await follow()) {
        const began = sent.get(id)
        if (began !== undefined) receipts.push(performance.now() - began)
        sent.delete(id)
      }
      await sleep(LOOK_MS)
    }
  }
  const read = async (): Promise<void> => {
    const list = (await (await fetch(`${origin}/v1/cases?purpose=${PURPOSE}`, { headers: { authorization } })).json()) as {
      readonly items: readonly { readonly id: string }[]
    }
    const address = `${origin}/v1/cases/${list.items[0]?.id ?? ''}/timeline?purpose=${PURPOSE}`
    while (!isOver()) {
      const began = performance.now()
      const response = await fetch(address, { headers: { authorization } })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`A read got ${String(response.status)}.`)
      reads.push(performance.now() - began)
      await sleep(aSecond())
    }
  }
  await Promise.all([listen(), publish(), awaitReceipts(), read()])
  return { silence, receipts, reads }
}
