import type { Vault } from '../../../infra/vault/port.ts'
import type { AccessEntry, AccessLog } from '../../audit/access-log.ts'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { openRecord } from '../../../infra/access-log/open-record.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { askedReplay, rangeOnRecord, REPLAY_ACTION } from '../../audit/asked-replay.ts'
import { placeOfRecord } from '../../audit/proofs/record-proof.ts'
import { isOwn } from '../../questions/own-reads.ts'
import type { ReplayReport, ReplayRun, Replays } from '../../audit/replays.ts'
import { replayRange } from './replay-range.ts'
import { staffOf } from '../../identity/credential.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { putOnRecord, recordRefusal } from '../../read/on-record.ts'
import { cursorErrors, listQuery } from '../../read/request.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { ACCESS_RECORD_HEADER, refuse, valid } from '../reads/handlers.ts'
import type { ReaderCredential } from '../../identity/credential.ts'
import type { Response } from 'express'

export interface AuditDeps {
  readonly reads: ReadDeps
  readonly accessLog: AccessLog
  readonly vault: Vault
  readonly replays: Replays
  /** The transparency log, for where a record stands in it. */
  readonly transparencyLog: Pick<TransparencyLogStore, 'indexesOf' | 'signed' | 'cosigned' | 'file'>
}

const PATIENCE_MS = 5_000
const RANGE_BYTES = 64 * 1024
const AUDIT = 'audit'
const AUDIT_RECORD = 'audit-record'
const REPLAY_RESULT = 'audit-replay-result'

const hex = (bytes: Buffer): string => bytes.toString('hex')

/** The clear part of a record; commitments in hex. */
const itemOf = ({
  id,
  at,
  action,
  agency,
  role,
  purpose,
  outcome,
  engine,
  policy,
  versions,
  released,
  actor,
  request,
  decision,
  sought,
}: AccessRecord): object => ({
  id,
  at,
  action,
  agency,
  role,
  purpose,
  outcome,
  engine,
  policy,
  versions,
  released,
  commitments: { actor: hex(actor), request: hex(request), decision: hex(decision) },
  ...(sought === '' ? {} : { sought }),
})

/** Where a record stands in the transparency log, and in which checkpoints; null where that is not told while witnesses may have seen a newer log. */
async function placeIn(log: AuditDeps['transparencyLog'], record: AccessRecord): Promise<object | null> {
  try {
    const { leaf, checkpoint, witnessed } = await placeOfRecord(log, record)
    return { leaf: leaf ?? null, checkpoint: checkpoint ?? null, witnessed: witnessed ?? null }
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

/** What a replay found; while it runs, how far it is. */
function sendRun(response: Response, { id, progress }: ReplayRun, report: ReplayReport | undefined): void {
  if (report !== undefined) sendJson(response, 200, { id, ...report })
  else sendJson(response, 202, { id, progress: progress() ?? null })
}

/** Access records and replays for auditors, whose own reads are on record too. */
export function auditHandlers({ reads, accessLog, vault, replays, transparencyLog }: AuditDeps): Handlers {
  const onRecord = async (
    response: Response,
    action: string,
    reader: ReaderCredential,
    asked: string | null,
    page: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const id = await putOnRecord(reads, {
      at: new Date(reads.clock.now()).toISOString(),
      action,
      reader,
      purpose: AUDIT,
      asked,
      page,
      decision: { outcome: 'permit', events: [] },
    })
    response.setHeader(ACCESS_RECORD_HEADER, id)
    return id
  }
  const refuseOwn = async (action: string, reader: ReaderCredential): Promise<never> => {
    await recordRefusal(reads, action, reader, 'own-reads')
    throw new Problem('own-reads')
  }
  /** The run of an id: one that this gateway has, or else one that another began, run again here. */
  const replayOf = async (id: string): Promise<ReplayRun | undefined> => {
    const known = replays.get(id)
    if (known !== undefined) return known
    const range = await askedReplay({ accessLog, vault }, id)
    return range && (replays.get(id) ?? replays.start(id, range))
  }
  return {
    'GET /v1/access-records': async (request, response) => {
      const reader = readerIn(response)
      const { after, limit } = await valid(reads, 'audit-records', reader, listQuery(request.query))
      const scope = ['access-records', staffOf(reader)]
      const position = after === undefined ? '0' : reads.cursors.open(scope, after)
      if (position === undefined) return refuse(reads, 'audit-records', reader, cursorErrors('after'), 'unknown-cursor')
      const entries = await accessLog.read(Number(position), limit)
      await onRecord(response, 'audit-records', reader, null, { from: position, limit: String(limit) })
      const last = entries.at(-1)
      sendJson(response, 200, {
        items: entries.map(({ offset, record }) => (record === undefined ? { id: null, offset } : itemOf(record))),
        next: last === undefined ? null : reads.cursors.seal(scope, String(last.offset + 1)),
      })
    },
    'GET /v1/access-records/:id': async (request, response) => {
      const reader = readerIn(response)
      const id = String(request.params.id)
      const entry: AccessEntry | undefined = await accessLog.find(id)
      const opened = entry && (await openRecord(vault, entry.record))
      if (opened !== undefined && isOwn({ opened }, reader)) return refuseOwn(AUDIT_RECORD, reader)
      await onRecord(response, AUDIT_RECORD, reader, entry === undefined ? null : id, {})
      if (entry === undefined) throw new Problem('not-found')
      sendJson(response, 200, { ...itemOf(entry.record), offset: entry.offset, opened, log: await placeIn(transparencyLog, entry.record) })
    },
    'POST /v1/replays': async (request, response) => {
      const reader = readerIn(response)
      mediaType(request, ['application/json'])
      const asked = replayRange(parsed(await readBody(request, RANGE_BYTES)), reader.agency, reads.caseIds)
      if (!asked.ok) return refuse(reads, REPLAY_ACTION, reader, asked.errors)
      if (asked.value.reader === staffOf(reader)) return refuseOwn(REPLAY_ACTION, reader)
      const run = replays.start(await onRecord(response, REPLAY_ACTION, reader, null, rangeOnRecord(asked.value)), asked.value)
      const patience = new Promise<undefined>((resolve) => {
        setTimeout(() => {
          resolve(undefined)
        }, PATIENCE_MS).unref()
      })
      sendRun(response, run, await Promise.race([run.done, patience]))
    },
    'GET /v1/replays/:id': async (request, response) => {
      const reader = readerIn(response)
      const run = await replayOf(String(request.params.id))
      if (run?.range.reader === staffOf(reader)) return refuseOwn(REPLAY_RESULT, reader)
      await onRecord(response, REPLAY_RESULT, reader, run === undefined ? null : run.id, {})
      if (run === undefined) throw new Problem('not-found')
      sendRun(response, run, await Promise.race([run.done, Promise.resolve(undefined)]))
    },
  }
}
