import { join } from 'node:path'
import { caughtUp } from '../../../commands/catch-up.ts'
import { agencyOf, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { createSender, type ReceiptJson } from '../../../commands/demo/gateway-client.ts'
import { linkReaders } from '../../../commands/links.ts'
import { openParts, type Parts } from '../../../commands/parts.ts'
import { sendCommand } from '../../../commands/socket.ts'
import { TIMELINE_CONSUMER } from '../../../consumers/timeline/start.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { readConfiguration } from '../../../infra/configuration/configuration.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { demoChronologies, demoReaders } from '../../fixtures/demo-world.ts'
import { OF_REQUEST } from '../../fixtures/of-request.ts'
import { purposesOf } from '../../gateway/audit/replay/reads.ts'

/** Readers with a link to the case, of roles that see much, little, and one pair. */
const READERS = {
  KESTREL: ['norshire-coordinator', 'norshire-idva-kv1', 'norshire-probation-officer', 'norshire-social-worker'],
  LINNET: ['westmere-coordinator'],
} as const
type CaseName = keyof typeof READERS
const readersOf = (name: CaseName) => demoReaders.filter(({ id }) => (READERS[name] as readonly string[]).includes(id))

export interface Place {
  readonly origin: string
  /** The data folder of the process that serves. */
  readonly gateway: string
}

/** Agencies' systems and readers, at the address of a gateway whose bundled sign-in gives them tokens. */
export function openPeople({ origin, gateway }: Place) {
  const token = async (as: string): Promise<string> => String(await sendCommand(gateway, { command: 'token', arguments: { as } }))
  const sender = createSender({ url: origin, token })
  const get = async (path: string, as: string): Promise<Response> =>
    fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${await token(as)}` } })
  return {
    /** Publishes an event, and waits for its receipt. Throws where it is not accepted. */
    async send(event: CloudEventJson): Promise<ReceiptJson> {
      const receipt = await sender.send(event)
      if (receipt.status !== 'accepted') throw new Error(`${event.data.agency_record_ref} of ${agencyOf(event)} was ${receipt.status}.`)
      return receipt
    },
    /** Status, headers and bodies of the timelines of a case's readers, for every purpose of theirs; but what is of the one request: its time and its record. */
    async timelines(name: CaseName): Promise<ReadonlyMap<string, string>> {
      const all = new Map<string, string>()
      for (const reader of readersOf(name)) {
        for (const purpose of purposesOf(reader)) {
          const { items = [] } = (await (await get(`/v1/cases?purpose=${purpose}`, reader.id)).json()) as {
            readonly items?: readonly { readonly id: string }[]
          }
          for (const { id } of items) {
            const answer = await get(`/v1/cases/${id}/timeline?purpose=${purpose}`, reader.id)
            const headers = [...answer.headers].filter(([name]) => !OF_REQUEST.has(name) && name !== 'access-record')
            all.set(`${reader.id} ${purpose} ${id}`, JSON.stringify([answer.status, headers, await answer.text()]))
          }
        }
      }
      return all
    },
  }
}
export type People = ReturnType<typeof openPeople>

/** Does something with the parts as one of the processes has them: `env` as `as <role>` of secure-a-cluster.md gives it. */
export async function withParts<T>(env: NodeJS.ProcessEnv, work: (parts: Parts) => Promise<T>): Promise<T> {
  const configuration = readConfiguration(env)
  const parts = await openParts({
    data: join(configuration.data, 'test'),
    places: configuration,
    masterKeyFile: configuration.masterKeyFile,
    clock: systemClock,
    logger: createLog('silent'),
    crashPoint: noCrash,
  })
  try {
    return await work(parts)
  } finally {
    await parts.close()
  }
}

/** Waits until what was accepted is on the timelines. */
export const shown = ({ log, store }: Pick<Parts, 'log' | 'store'>): Promise<void> => caughtUp(log, store, TIMELINE_CONSUMER, CASE_EVENTS)

/** Gives the readers their links to the cases that there are. */
export const link = (parts: Parts): Promise<void> => linkReaders(parts, demoChronologies, [...readersOf('KESTREL'), ...readersOf('LINNET')])
