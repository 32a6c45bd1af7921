import { createDecipheriv, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import type { Parts } from '../../commands/parts.ts'
import type { WantedPart } from '../../gateway/read/open-parts.ts'
import { binaryArray } from '../../infra/read-store/binary-array.ts'
import { partKeys } from '../../infra/vault/part-keys.ts'
import { partAad } from '../../core/sealing/part-key.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { servePlain, type PlainServer } from './serve.ts'

interface Row {
  readonly sequence: number
  readonly owner: string
  readonly class: string
  readonly form: 'plain' | 'reduced'
  readonly sealed: Buffer
}

const nameOf = (sequence: number, owner: string, sensitivity: string): string => `${String(sequence)} ${owner} ${sensitivity}`

const NONCE = [1, 13] as const
const TAG_BYTES = 16

/** AES-256-GCM as core/sealing lays it out: version, nonce, ciphertext, tag. */
function opened(key: KeyObject, aad: string, sealed: Buffer): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(...NONCE))
  decipher.setAAD(Buffer.from(aad)).setAuthTag(sealed.subarray(-TAG_BYTES))
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(NONCE[1], -TAG_BYTES)), decipher.final()]).toString())
}

/**
 * Ceiling of timeline reads: a bare express that selects the same parts from the same store in one statement, opens them under keys that it has in
 * memory and sends them. It asks nobody who they are, decides nothing and writes nothing down.
 */
export async function plainReads({ store, vault }: Parts, caseLog: CaseLogId, wanted: readonly WantedPart[]): Promise<PlainServer> {
  const events = new Map(
    (
      await store.db.selectFrom('case_event').select(['sequence', 'agency', 'system', 'event_id']).where('case_log', '=', caseLog).execute()
    ).map(({ sequence, ...event }) => [sequence, event]),
  )
  const keyed = wanted.flatMap(({ sequence, owner, class: sensitivity }) => {
    const event = events.get(sequence)
    return event === undefined ? [] : [{ sequence, owner, event, scope: { case: caseLog, person: owner, class: sensitivity } }]
  })
  const found = await partKeys(vault, keyed, [], { create: false })
  const keys = new Map(
    keyed.flatMap((part) => {
      const key = found.ofPart(part)
      return key === undefined ? [] : [[nameOf(part.sequence, part.owner, part.scope.class), key.secret] as const]
    }),
  )
  const column = (type: 'text' | 'bigint', name: keyof WantedPart): Buffer =>
    binaryArray(
      type,
      wanted.map((part) => part[name]),
    )
  const select = sql<Row>`select part.sequence, part.owner, part.class, part.form, part.sealed
    from unnest(${column('bigint', 'sequence')}::bigint[], ${column('text', 'owner')}::text[], ${column('text', 'class')}::text[],
      ${column('text', 'form')}::text[]) as wanted(sequence, owner, class, form)
    join case_part as part using (sequence, owner, class, form) where part.case_log = ${caseLog}`
  return servePlain((app) => {
    app.get('/timeline', async (_request, response) => {
      const { rows } = await select.execute(store.db)
      response.json({
        items: rows.map(({ sequence, owner, class: sensitivity, form, sealed }) => {
          const key = keys.get(nameOf(sequence, owner, sensitivity))
          const event = events.get(sequence)
          if (key === undefined || event === undefined) throw new RangeError('A part that was not expected.')
          return {
            sequence,
            owner,
            class: sensitivity,
            form,
            values: opened(key, partAad({ ...event, eventId: event.event_id, owner, class: sensitivity, form }), sealed),
          }
        }),
      })
    })
  })
}
