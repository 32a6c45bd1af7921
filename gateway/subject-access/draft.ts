import { z } from 'zod'
import { DELIVERIES } from '../../core/subject-access/delivery.ts'

const day = z.iso.date()

/** An access request, as it was opened. Days in London. */
export const requestSchema = z.object({
  /** Id of the access record of its opening. */
  id: z.string(),
  /** Id of the case, as the agency of who opened it sees it. */
  case: z.string(),
  /** Id of the person whose data it is. */
  person: z.string(),
  /** Code of requester_kind. */
  requester: z.enum(['subject', 'harmed_adult', 'child_or_parent', 'third_party']),
  received: day,
  /** When who asks was proved; `pending`: not yet. Absent: nobody had to be asked. */
  identity: z.union([day, z.literal('pending')]).optional(),
  pauses: z.array(z.object({ from: day, until: day.optional() })).optional(),
  extended: z.boolean().optional(),
  delivery: z.enum(DELIVERIES),
})
export type AccessRequest = z.infer<typeof requestSchema>

const fieldSchema = z.object({
  ref: z.string(),
  /** Where it is in the event. */
  pointer: z.string(),
  class: z.string(),
  proposal: z.enum(['A', 'R', 'P']),
  /** Who else is in it. */
  of_others: z.array(z.string()),
  value: z.unknown(),
  decision: z.enum(['give', 'leave_out']).nullable(),
  reason: z.string(),
})

const eventSchema = z.object({
  number: z.number(),
  type: z.string(),
  title: z.string(),
  occurred: z.record(z.string(), z.unknown()),
  agency: z.string(),
  fields: z.array(fieldSchema),
})

/** A pack while it is decided: what the data protection officer edits. Nothing of it was sent to anybody. */
export const draftSchema = z.object({
  format: z.literal('throughline-subject-access/1'),
  request: requestSchema,
  /** Access record of the reading that it was made by. */
  record: z.string(),
  made_at: z.string(),
  /** SHA-256 of what is proposed, hex: a case that has changed since gives another. */
  digest: z.string(),
  due: z.string(),
  warnings: z.array(z.string()),
  /** Event types, by how they begin, that are left out of a pack of this kind. */
  types_left_out: z.array(z.string()),
  /** A letter that may be sent with it or in its place; absent: none is meant. */
  reply: z.string().optional(),
  events: z.array(eventSchema),
})
export type Draft = z.infer<typeof draftSchema>
export type DraftEvent = z.infer<typeof eventSchema>
export type DraftField = z.infer<typeof fieldSchema>

/** Every field of a draft. */
export const fieldsOf = ({ events }: Pick<Draft, 'events'>): readonly DraftField[] => events.flatMap(({ fields }) => fields)
