import { CHAIN_START } from '../core/chain/hash.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../infra/event-log/topics.ts'
import { nextOffset } from '../infra/read-store/offsets.ts'
import type { ReadStore, ReadStoreTx } from '../infra/read-store/port.ts'
import { readSnapshot } from '../infra/read-store/snapshot.ts'
import { unhurried } from '../infra/read-store/unhurried.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { Vault } from '../infra/vault/port.ts'
import type { Finding } from './finding.ts'
import { circularMerges } from './intake/verify/circular-merges.ts'
import { compareRows, type Found } from './intake/verify/compare-rows.ts'
import { refoldLinks, type RefoldedLinks } from './intake/verify/refold.ts'
import { asLinkRows } from './intake/verify/link-rows.ts'
import { unauthenticEntries } from './intake/verify/seals.ts'

/** The consumer that keeps the link tables and the head of links.events. */
const LINKS_CONSUMER = 'intake-links'

export interface VerifyLinksDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly registry: SchemaRegistry
  readonly vault: Vault
  /** Numbers with running hashes (hex) that somebody else has kept, such as the access records: they tell whether log or head was altered. */
  readonly witness?: () => Promise<readonly (readonly [sequence: number, chain: string])[]>
}

/** What the store has of links.events. */
async function readStored(tx: ReadStoreTx) {
  await unhurried(tx)
  return {
    head: (await tx.selectFrom('log_head').select(['sequence', 'chain']).where('log', '=', 'links').executeTakeFirst()) ?? {
      sequence: 0,
      chain: CHAIN_START,
    },
    end: (await nextOffset(tx, LINKS_CONSUMER, LINKS_EVENTS, 0)) ?? 0,
    rows: asLinkRows({
      claims: await tx.selectFrom('link_claim').selectAll().execute(),
      persons: await tx.selectFrom('link_person').selectAll().execute(),
      tokens: await tx.selectFrom('link_token').selectAll().execute(),
      proceedings: await tx.selectFrom('link_proceeding').selectAll().execute(),
      cases: await tx.selectFrom('link_case').selectAll().execute(),
      // Those of events that wait are of unlinked.events.
      statements: await tx
        .selectFrom('own_statement as s')
        .innerJoin('link_claim as c', (join) =>
          join.onRef('c.agency', '=', 's.agency').onRef('c.system', '=', 's.system').onRef('c.event_id', '=', 's.event_id'),
        )
        .selectAll('s')
        .execute(),
      merged: await tx.selectFrom('link_merged').selectAll().execute(),
      candidates: await tx.selectFrom('link_candidate').selectAll().execute(),
      left: await tx.selectFrom('link_left').selectAll().execute(),
      split: await tx.selectFrom('link_split').selectAll().execute(),
    }),
  }
}

/** What is wrong when the running hash is not what it was: the claims that the rows or the seals tell of; else whatever the witness says. */
async function explain(
  { vault, witness }: VerifyLinksDeps,
  folded: RefoldedLinks,
  stored: Awaited<ReturnType<typeof readStored>>,
): Promise<readonly Found[]> {
  if (folded.head.sequence < stored.head.sequence) return [{ code: 'entry-missing', in: 'log', sequence: stored.head.sequence }]
  if (folded.head.sequence > stored.head.sequence) return [{ code: 'entry-extra', in: 'log', sequence: folded.head.sequence }]
  const findings = [
    ...compareRows(folded.entries, stored.rows, 'log').filter(({ code }) => code === 'entry-altered'),
    ...(await unauthenticEntries(vault, folded.entries)),
  ]
  if (findings.length > 0) return findings
  const kept = (await witness?.()) ?? []
  const confirmed = Math.max(0, ...kept.filter(([sequence, chain]) => folded.chains[sequence] === chain).map(([sequence]) => sequence))
  const broken = Math.min(...kept.map(([sequence]) => sequence).filter((sequence) => sequence > confirmed))
  return Number.isFinite(broken)
    ? [{ code: 'chain-altered', in: 'log', sequence: broken }]
    : [{ code: 'head-altered', in: 'store', sequence: folded.head.sequence }]
}

/** Chains links.events again, as far as the store has it, and compares head and link tables; names entries that would merge something into itself. */
export async function verifyLinks(deps: VerifyLinksDeps): Promise<readonly Finding[]> {
  const stored = await readSnapshot(deps.store.db, readStored)
  const folded = await refoldLinks(deps, stored.end)
  const same = stored.head.sequence === folded.head.sequence && stored.head.chain.equals(folded.head.chain)
  const found = same
    ? compareRows(folded.entries, stored.rows, 'store')
    : folded.unreadable.length > 0
      ? []
      : await explain(deps, folded, stored)
  return [
    ...folded.unreadable,
    ...[...found, ...circularMerges(folded.entries)].map((finding): Finding => ({ ...finding, topic: LINKS_EVENTS })),
  ]
}
