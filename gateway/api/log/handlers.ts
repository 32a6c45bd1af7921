import type { Response } from 'express'
import { formatProofFile } from '../../../core/transparency-log/notes/proof-file.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { AccessLog } from '../../audit/access-log.ts'
import { keyOfLog, newestCheckpoint } from '../../audit/proofs/checkpoint.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { putOnRecord } from '../../read/on-record.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { ACCESS_RECORD_HEADER, refuse, valid } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'
import { sendFile, sendText, signedFile, tilePathOf } from './files.ts'
import { proveConsistency, proveInclusion, type InclusionAnswer } from './proofs.ts'
import { consistencyQuery, inclusionQuery } from './query.ts'

export interface LogDeps {
  readonly reads: ReadDeps
  readonly accessLog: Pick<AccessLog, 'find'>
  readonly transparencyLog: TransparencyLogStore
  readonly vault: Pick<Vault, 'secret'>
}

const AUDIT = 'audit'
const ENTRIES = 'audit-log-entries'
const INCLUSION = 'audit-log-inclusion'
const CONSISTENCY = 'audit-log-consistency'

const base64 = (hashes: readonly Buffer[]): readonly string[] => hashes.map((hash) => hash.toString('base64'))

const inclusionJson = ({ index, size, root, hashes, checkpoint }: InclusionAnswer): object => ({
  index,
  size,
  root: root.toString('base64'),
  hashes: base64(hashes),
  checkpoint: checkpoint ?? null,
})

/** The log as its auditors read it: every one of these requests is on record before it is answered. */
function auditedHandlers({ reads, accessLog, transparencyLog: log }: LogDeps): Handlers {
  const onRecord = async (response: Response, action: string, asked: string | null, page: Readonly<Record<string, string>>) => {
    const id = await putOnRecord(reads, {
      at: new Date(reads.clock.now()).toISOString(),
      action,
      reader: readerIn(response),
      purpose: AUDIT,
      asked,
      page,
      decision: { outcome: 'permit', events: [] },
    })
    response.setHeader(ACCESS_RECORD_HEADER, id)
  }
  const refused = (response: Response, action: string, why: 'not-found' | readonly FieldError[]): Promise<never> => {
    if (why === 'not-found') throw new Problem('not-found')
    return refuse(reads, action, readerIn(response), why)
  }
  const pageOf = (query: object): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(query as Readonly<Record<string, string | number>>).map(([name, value]) => [name, String(value)]))
  return {
    'GET /v1/log/tile/entries/*path': async (request, response) => {
      const path = tilePathOf(request, 'entries')
      const bytes = await signedFile(log, path)
      await onRecord(response, ENTRIES, null, bytes === undefined ? {} : { path })
      if (bytes === undefined) throw new Problem('not-found')
      sendFile(response, bytes, 'private')
    },
    'GET /v1/log/proofs/inclusion': async (request, response) => {
      const query = await valid(reads, INCLUSION, readerIn(response), inclusionQuery(request.query))
      const record = query.record === undefined ? undefined : (await accessLog.find(query.record))?.record
      await onRecord(response, INCLUSION, record?.id ?? null, pageOf(query))
      if (query.record !== undefined && record === undefined) throw new Problem('not-found')
      const proved = await proveInclusion(log, query, record)
      if (!proved.ok) return refused(response, INCLUSION, proved.why)
      const { index, hashes, checkpoint } = proved.value
      response.vary('Accept')
      if (checkpoint !== undefined && request.accepts(['application/json', 'text/plain']) === 'text/plain')
        sendText(response, formatProofFile({ index, proof: hashes, checkpoint }))
      else sendJson(response, 200, inclusionJson(proved.value))
    },
    'GET /v1/log/proofs/consistency': async (request, response) => {
      const query = await valid(reads, CONSISTENCY, readerIn(response), consistencyQuery(request.query))
      await onRecord(response, CONSISTENCY, null, pageOf(query))
      const proved = await proveConsistency(log, query)
      if (!proved.ok) return refused(response, CONSISTENCY, proved.why)
      const { roots, hashes } = proved.value
      sendJson(response, 200, { ...query, roots: base64(roots), hashes: base64(hashes) })
    },
  }
}

/**
 * The transparency log over HTTP, as C2SP tlog-tiles has it: checkpoint, key and tiles of hashes for everybody, who learn how many accesses there were and nothing
 * of any; entries, which say agency, role and time, and proofs for auditors.
 */
export function logHandlers(deps: LogDeps): Handlers {
  const { transparencyLog: log, vault } = deps
  return {
    'GET /v1/log/checkpoint': async (_request, response) => {
      const checkpoint = await newestCheckpoint(log)
      if (checkpoint === undefined) throw new Problem('not-found')
      sendText(response, checkpoint.note)
    },
    'GET /v1/log/key': async (_request, response) => {
      const key = await keyOfLog(log, vault)
      if (key === undefined) throw new Problem('not-found')
      sendText(response, `${key}\n`)
    },
    'GET /v1/log/tile/:level/*path': async (request, response) => {
      const bytes = await signedFile(log, tilePathOf(request, String(request.params.level)))
      if (bytes === undefined) throw new Problem('not-found')
      sendFile(response, bytes, 'public')
    },
    ...auditedHandlers(deps),
  }
}
