import type { Chronology, CloudEventJson } from './folder.ts'
import { createSender, GatewayClientError, type GatewayAddress } from './gateway-client.ts'
import { daysBetween, shiftDays } from '../../core/time/shift.ts'

/** How many events went in, and how many the log had already. */
export interface Loaded {
  readonly accepted: number
  readonly repeated: number
}

const DATE_CHARACTERS = 10
const byTime = (a: CloudEventJson, b: CloudEventJson): number => Date.parse(a.time) - Date.parse(b.time)

/** Whole days by which to shift chronologies so that their last publication is yesterday. `today` is an ISO date. */
export function daysToYesterday(chronologies: readonly Chronology[], today: string): number {
  const last = chronologies
    .flatMap(({ events }) => events)
    .reduce((latest, { time }) => (Date.parse(time) > Date.parse(latest) ? time : latest), '1970-01-01T00:00:00Z')
  return daysBetween(last.slice(0, DATE_CHARACTERS), today) - 1
}

/** Sends chronologies to the gateway in the order of their times, shifted by whole days, each event's receipt awaited. */
export async function loadChronologies(
  gateway: GatewayAddress,
  chronologies: readonly Chronology[],
  options: { readonly shift: number; readonly progress: (sent: number, of: number) => void },
): Promise<Loaded> {
  const sender = createSender(gateway)
  const events = chronologies.flatMap((chronology) => chronology.events).toSorted(byTime)
  let repeated = 0
  for (const [sent, event] of events.entries()) {
    options.progress(sent, events.length)
    const receipt = await sender.send(shiftDays(event, options.shift) as CloudEventJson)
    if (receipt.status === 'repeated') repeated += 1
    else if (receipt.status !== 'accepted') {
      const errors = receipt.errors.map(({ pointer, code }) => `${code} at ${pointer}`).join(', ')
      throw new GatewayClientError(`${event.data.agency_record_ref} was ${receipt.status}: ${errors}.`)
    }
  }
  return { accepted: events.length - repeated, repeated }
}
