import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { open, seal } from '../../../core/sealing/seal.ts'
import { REFERENCE_SCOPE } from '../../../infra/access-log/opening.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import { isUuid } from '../../../schemas/codec/formats.ts'
import type { ReplayRange } from '../replays.ts'
import type { ShareResult } from './judge-share.ts'
import type { ReadShare } from './sorted-reads.ts'

/** What a replay is of: its range, and the offset of access.log that it ends before. */
export interface ReplayPlan {
  readonly range: ReplayRange
  readonly end: number
}

/** What is done of a long replay, kept in a file so that it can be gone on with. */
export interface ReplayJournal {
  /** The plan that is gone on with; undefined: nothing was begun. */
  readonly plan: ReplayPlan | undefined
  /** What a share came to before. */
  before(share: ReadShare): ShareResult | undefined
  begin(plan: ReplayPlan): void
  /** Keeps what a share came to: on the disk within a second or so. */
  add(share: ReadShare, result: ShareResult): void
  /** The replay is over: nothing is left to go on with. */
  end(): void
  close(): void
}

const SYNC_MS = 1_000

const nameOf = ({ group, after }: ReadShare): string => `${group} ${String(after)}`
const aad = (id: string): string => ['replay', id].join('\n')

/** Where a replay's file is. Throws a TypeError for what is no id. */
function fileOf(folder: string, id: string): string {
  if (!isUuid(id)) throw new TypeError('The id of a replay is a UUID in lower case')
  return join(folder, `${id}.jsonl`)
}

interface Kept {
  readonly plan: ReplayPlan | undefined
  readonly shares: Map<string, ShareResult>
}

/** The whole lines of a file. A last one that a crash cut short is taken off: its share is judged again. */
function wholeLines(file: string): readonly string[] {
  if (!existsSync(file)) return []
  const bytes = readFileSync(file)
  const end = bytes.lastIndexOf(0x0a) + 1
  if (end < bytes.length) truncateSync(file, end)
  return bytes.toString('utf8', 0, end).split('\n').slice(0, -1)
}

/** What a file holds. */
function keptIn(file: string, id: string, key: Buffer): Kept {
  const [head, ...lines] = wholeLines(file)
  if (head === undefined) return { plan: undefined, shares: new Map() }
  const { plan } = JSON.parse(head) as { readonly plan: string }
  const shares = lines.map((line) => JSON.parse(line) as { readonly share: string } & ShareResult)
  return {
    plan: JSON.parse(open(key, aad(id), Buffer.from(plan, 'base64')).toString()) as ReplayPlan,
    shares: new Map(shares.map(({ share, ...result }) => [share, result])),
  }
}

/**
 * Opens the journal of a replay in a folder. The plan is sealed: a range may name a person or a reader. Undefined while nothing was ever read: then there is no key to
 * seal with, and nothing to replay.
 */
export async function openJournal(folder: string, id: string, vault: Pick<Vault, 'keys'>): Promise<ReplayJournal | undefined> {
  const file = fileOf(folder, id)
  const [key] = await vault.keys([REFERENCE_SCOPE], { create: false })
  if (!Buffer.isBuffer(key)) return undefined
  const { plan, shares } = keptIn(file, id, key)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let descriptor: number | undefined
  let synced = performance.now()
  const write = (line: object): void => {
    descriptor ??= openSync(file, 'a', 0o600)
    writeSync(descriptor, `${JSON.stringify(line)}\n`)
    if (performance.now() - synced < SYNC_MS) return
    fsyncSync(descriptor)
    synced = performance.now()
  }
  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor)
    descriptor = undefined
  }
  return {
    plan,
    before: (share) => shares.get(nameOf(share)),
    begin: (begun) => {
      write({ plan: seal(key, aad(id), Buffer.from(JSON.stringify(begun))).toString('base64') })
    },
    add: (share, result) => {
      write({ share: nameOf(share), ...result })
    },
    end: () => {
      close()
      rmSync(file, { force: true })
    },
    close,
  }
}
