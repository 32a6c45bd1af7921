import { setTimeout as delay } from 'node:timers/promises'
import type { Delivery } from '../../../gateway/read/follow-timeline.ts'
import { openEventStream, type EventStream } from '../../fixtures/event-stream.ts'
import type { GatewayAddress } from './member.ts'
import { PURPOSE, READER } from './reader.ts'

/** Readers who follow the same live timeline until they are stopped. */
export interface Following {
  /** How many have shown the name. */
  shown(): number
  /** When each of those ceased to show it (performance.now, ms); undefined for one that shows it still. */
  ceased(): readonly (number | undefined)[]
  stop(): Promise<void>
}

const PAUSE_MS = 20
const LOOK_MS = 5_000

/** Starts them, each at a gateway of its own in turn. A reader whose connection ends takes everything away, and follows another gateway. */
export function startFollowing(gateways: () => readonly GatewayAddress[], followers: number, caseId: string, name: string): Following {
  const screens = Array.from({ length: followers }, () => ({ shown: false, ceased: undefined as number | undefined }))
  let isStopping = false
  const streams = new Set<EventStream>()
  const follow = async (number: number): Promise<void> => {
    const screen = screens[number]
    if (screen === undefined) return
    const show = (items: ReadonlyMap<string, string>): void => {
      const shows = [...items.values()].some((text) => text.includes(name))
      if (shows) Object.assign(screen, { shown: true, ceased: undefined })
      else if (screen.shown) screen.ceased ??= performance.now()
    }
    for (let round = number; !isStopping; round++) {
      const all = gateways()
      const address = all[round % Math.max(1, all.length)]
      const stream =
        address &&
        (await openEventStream(`${address.origin}/v1/cases/${caseId}/timeline/stream?${PURPOSE}`, address.tokens[READER] ?? '').catch(
          () => undefined,
        ))
      if (stream !== undefined) {
        streams.add(stream)
        const items = new Map<string, string>()
        while (!isStopping && !stream.ended()) {
          const message = await stream.next(LOOK_MS)
          if (message?.event !== 'timeline') continue
          const delivery = message.data as Delivery
          if (delivery.complete) items.clear()
          for (const id of delivery.removed) items.delete(id)
          for (const item of delivery.items) items.set(item.id, JSON.stringify(item))
          show(items)
        }
        if (!isStopping) show(new Map())
        streams.delete(stream)
        await stream.close()
      }
      if (!isStopping) await delay(PAUSE_MS)
    }
  }
  const all = Promise.all(screens.map((_, number) => follow(number)))
  return {
    shown: () => screens.filter(({ shown }) => shown).length,
    ceased: () => screens.flatMap(({ shown, ceased }) => (shown ? [ceased] : [])),
    stop: async () => {
      isStopping = true
      await Promise.all([...streams].map((stream) => stream.close()))
      await all
    },
  }
}
