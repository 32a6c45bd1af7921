import { z } from 'zod'

const counted = z.array(z.object({ code: z.string(), count: z.number() }))
const moment = z.string().nullable()
const lag = z.object({ records: z.number(), seconds: z.number() })

/** What `throughline status` says: everything of an installation that an operator looks at, without content. A part that is null was not seen from the process that answers. */
export const statusSchema = z.object({
  at: z.string(),
  version: z.string(),
  /** What runs in the process that answers; null: none runs on the data folder, and the command looked by itself. */
  roles: z.array(z.string()).nullable(),
  not_ready: z.array(z.object({ name: z.string(), code: z.string() })),
  dependencies: z.array(z.object({ name: z.string(), up: z.boolean(), answered_seconds_ago: z.number().nullable() })),
  /** `state`: running, stopped or failed in the process that answers; null: it runs elsewhere, or nowhere. */
  consumers: z.array(z.object({ consumer: z.string(), state: z.string().nullable(), lag: lag.nullable() })),
  feeds: z
    .array(
      z.object({
        agency: z.string(),
        last_event_at: moment,
        waiting: z.number(),
        waiting_imports: z.number(),
        oldest_waiting_seconds: z.number(),
        held: z.number(),
        /** Of receipts of the last 24 hours. */
        rejected: counted,
        /** Of requests that the process that answers has refused in the last 24 hours. */
        rejected_at_the_door: counted,
      }),
    )
    .nullable(),
  /** Of the last checks in the process that answers, without what is merely told. */
  findings: counted,
  keys_missing: z.number().nullable(),
  record_topics: z.array(z.object({ topic: z.string(), end: z.number(), begin_after_zero: z.number() })).nullable(),
  wrong_topic_settings: z.array(z.object({ topic: z.string(), setting: z.string() })).nullable(),
  certificates: z.array(z.object({ name: z.string(), ends_at: z.string() })).nullable(),
  agency_keys: z.array(z.object({ agency: z.string(), ends_at: z.string() })).nullable(),
  data_folder_free: z.number().nullable(),
  clock_offset_seconds: z.array(z.object({ against: z.string(), seconds: z.number() })),
  /** Parts that could not be looked at, and why by code. */
  not_seen: z.array(z.object({ what: z.string(), code: z.string() })),
})

export type Status = z.infer<typeof statusSchema>
