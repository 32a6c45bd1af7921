import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createAgencyClient } from '../producers/agency-client/agency-client.ts'
import type { CloudEvent } from '../producers/agency-client/cloud-event.ts'
import { AgencyClientError } from '../producers/agency-client/errors.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import { agencyOf, type CloudEventJson } from './demo/folder.ts'
import { eventTexts } from './event-file.ts'
import type { Checked } from '../producers/agency-client/check.ts'
import { findingLines, type InFile } from './findings.ts'
import type { Output } from './output.ts'

export interface PublishOptions {
  /** Where the service is, for example http://127.0.0.1:3000. */
  readonly url: string
  /** Data folder: outboxes are kept in `outbox/` of it, one per agency. */
  readonly data: string
  readonly token: (agency: string) => Promise<string>
  readonly logger: Log
}

interface Published {
  readonly delivered: number
  readonly invalid: readonly {
    readonly file: string
    readonly line: number
    readonly errors: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[]
  }[]
  /** What may be put right in events that were sent as they are, and what waits for its sender to confirm. */
  readonly noted: readonly (InFile & Pick<Checked, 'held' | 'warnings'>)[]
  readonly refused: readonly {
    readonly id: string
    readonly errors: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[]
  }[]
}

const NOT_AN_EVENT = { pointer: '', code: 'not-json', detail: 'Must be a JSON object with a source: a CloudEvents 1.0 event.' }

/** An event whose agency can be told; whether it is right, its agency's client says. */
function parsed(text: string): CloudEventJson | undefined {
  try {
    const value = JSON.parse(text) as CloudEventJson | null
    return typeof value?.source === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** Publishes the events of files, each through its agency's durable outbox, and waits until none is pending. Resolves with the exit code. */
export async function publish(files: readonly string[], options: PublishOptions, output: Output): Promise<number> {
  const { url, data, token, logger } = options
  const folder = join(data, 'outbox')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const invalid: Published['invalid'][number][] = []
  const events = files.flatMap((file) =>
    eventTexts(file).flatMap(({ line, text }) => {
      const event = parsed(text)
      if (event === undefined) invalid.push({ file, line, errors: [NOT_AN_EVENT] })
      return event === undefined ? [] : [{ file, line, event }]
    }),
  )
  const refused: Published['refused'][number][] = []
  const noted: Published['noted'][number][] = []
  let sent = 0
  for (const [agency, mine] of Map.groupBy(events, ({ event }) => agencyOf(event))) {
    const client = createAgencyClient({ url, agency, token: () => token(agency), outbox: join(folder, `${agency}.sqlite`), log: logger })
    try {
      for (const { file, line, event } of mine) {
        try {
          const { held, warnings } = await client.publish(event as unknown as CloudEvent)
          if (held.length + warnings.length > 0) noted.push({ file, line, held, warnings })
          sent += 1
        } catch (error) {
          if (!(error instanceof AgencyClientError) || error.code !== 'invalid') throw error
          invalid.push({ file, line, errors: error.errors })
        }
      }
      output.progress(`${agency}: delivering …`)
      await client.drain()
      const ids = new Set(mine.map(({ event }) => event.id))
      for (const { id, errors } of client.parked()) if (ids.has(id)) refused.push({ id, errors })
    } finally {
      await client.close()
    }
  }
  const delivered = sent - refused.length
  const words = [
    ...invalid.flatMap(({ errors, ...position }) => findingLines(position, errors)),
    ...noted.flatMap(({ held, warnings, ...position }) => [
      ...findingLines(position, held, 'held'),
      ...findingLines(position, warnings, 'warning'),
    ]),
    ...refused.flatMap(({ id, errors }) => errors.map(({ pointer, code, detail }) => `${id} ${pointer} ${code}: ${detail}`)),
    `${String(delivered)} delivered (what became of them: GET /v1/receipts), ${String(invalid.length)} not valid and not sent, ${String(refused.length)} refused`,
  ]
  output.result(words.join('\n'), { delivered, invalid, noted, refused } satisfies Published)
  return invalid.length + refused.length === 0 ? 0 : 1
}
