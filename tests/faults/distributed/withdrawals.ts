import { setTimeout as delay } from 'node:timers/promises'
import { linkReaders } from '../../../commands/links.ts'
import { readFolder } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { createCaseIds } from '../../../gateway/read/case-ids.ts'
import { assignedCase } from '../../../commands/assigned-case.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { startFollowing } from './following.ts'
import type { GatewayAddress, Member } from './member.ts'
import { startInstallation, type Installation } from './installation.ts'
import { PURPOSE, READER } from './reader.ts'
import { settled } from './settled.ts'
import { GP, incidentOf, POLICE, withdrawalOf } from './withdrawal-events.ts'

/** An answer to a read: when the read began (performance.now, ms), and whether it shows what rested on her agreement. */
interface Seen {
  readonly began: number
  readonly shows: boolean
}

export interface WithdrawalRun {
  /** A gateway was killed while the withdrawal was on its way. */
  readonly killed: boolean
  /** Reads that were answered, before and after the answer to the withdrawal. */
  readonly before: number
  readonly after: number
  /** Of those before, how many show it: what there was to withdraw. */
  readonly shown: number
  /** Reads begun after the answer to the withdrawal that still show it. Must be none. */
  readonly stale: number
  /** Milliseconds from sending the withdrawal to the answer that it is in force. */
  readonly took: number
  /** Live timelines that showed it. */
  readonly followed: number
  /** Milliseconds from the answer until the last of them showed it no more; Infinity when one shows it to the end. */
  readonly takenBack: number
}

export interface WithdrawalOptions {
  readonly runs: number
  readonly readers: number
  /** Live timelines beside them. */
  readonly followers: number
  readonly onRun?: (run: WithdrawalRun, number: number) => void
}

const WARM_MS = 700
const AFTER_MS = 1_500
/** Of cases that nobody else publishes about. Even, and divisible by three: the second run kills the second gateway, which is awaited. */
const FIRST_CASE = 102
/** Longest wait until every reader and live timeline is under way: the machine may be busy with other tests. */
const UNDER_WAY_MS = 60_000
/** How long a live timeline is watched for what it still shows, before it counts as shown to the end. */
const TAKE_BACK_MS = 15_000
const PAUSE_MS = 5
const PATIENCE_MS = 4_000
const READER_AGENCY = agencyNamed('norshire-marac')

/** Posts an event as an agency to one gateway after the other until it is in force. The same event again is a repeat. */
async function inForce(addresses: () => readonly GatewayAddress[], as: string, event: unknown): Promise<void> {
  for (let round = 0; ; round++) {
    const all = addresses()
    const address = all[round % Math.max(1, all.length)]
    const answer =
      address &&
      (await fetch(`${address.origin}/v1/events`, {
        method: 'POST',
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(PATIENCE_MS * 2),
        headers: { authorization: `Bearer ${address.tokens[as] ?? ''}`, 'content-type': 'application/cloudevents+json' },
      }).then(
        async (response) => [response.status, await response.json()] as const,
        () => undefined,
      ))
    const [status, body] = answer ?? []
    if (status !== undefined && status !== 202 && status < 500) throw new Error(`An event of ${as} got ${String(status)}.`)
    const [result] = (body as { readonly results?: readonly { readonly in_force?: boolean }[] } | undefined)?.results ?? []
    if (status === 202 && result?.in_force !== false) return
    await delay(PAUSE_MS)
  }
}

/** Readers who read the same timeline from every gateway in turn until they are stopped. */
function startReaders(addresses: () => readonly GatewayAddress[], readers: number, caseId: string, name: string) {
  const seen: Seen[] = []
  let isStopping = false
  const read = async (reader: number): Promise<void> => {
    for (let round = reader; !isStopping; round++) {
      const all = addresses()
      const address = all[round % Math.max(1, all.length)]
      const began = performance.now()
      const text =
        address &&
        (await fetch(`${address.origin}/v1/cases/${caseId}/timeline?${PURPOSE}`, {
          headers: { authorization: `Bearer ${address.tokens[READER] ?? ''}` },
          signal: AbortSignal.timeout(PATIENCE_MS),
        })
          .then((response) => (response.status === 200 ? response.text() : undefined))
          .catch(() => undefined))
      if (text === undefined) await delay(PAUSE_MS)
      else seen.push({ began, shows: text.includes(name) })
    }
  }
  const all = Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)))
  return {
    seen,
    stop: async () => {
      isStopping = true
      await all
    },
  }
}

async function runOne(
  installation: Installation,
  gateways: readonly Member[],
  { readers, followers }: WithdrawalOptions,
  caseNumber: number,
): Promise<WithdrawalRun> {
  const { parts } = installation
  const addresses = (): readonly GatewayAddress[] => gateways.flatMap((gateway) => gateway.address() ?? [])
  const { event, name } = incidentOf(caseNumber)
  await inForce(addresses, POLICE, event)
  await settled(parts)
  await linkReaders(
    parts,
    [{ name: 'KESTREL', events: [event] }],
    readFolder(DEMO_FOLDER).readers.filter(({ id }) => id === READER),
  )
  const placed = await assignedCase(parts.store, [event])
  if (placed === undefined) throw new Error('The incident is on no case.')
  const caseId = createCaseIds(await parts.vault.secret('reader-ids')).outside(READER_AGENCY, placed.caseLog)
  const reading = startReaders(addresses, readers, caseId, name)
  const following = startFollowing(addresses, followers, caseId, name)
  const until = async (isReached: () => boolean): Promise<void> => {
    for (const end = performance.now() + UNDER_WAY_MS; !isReached() && performance.now() < end;) await delay(PAUSE_MS)
  }
  await delay(WARM_MS)
  await until(() => following.shown() === followers && reading.seen.length >= readers)
  const killed = caseNumber % 2 === 1
  const sent = performance.now()
  const victim = gateways[caseNumber % gateways.length]
  const [answered] = await Promise.all([
    inForce(addresses, GP, withdrawalOf(caseNumber)).then(() => performance.now()),
    killed ? delay(PAUSE_MS).then(() => victim?.kill()) : undefined,
  ])
  const replayOf = async (times: number): Promise<void> => {
    await delay(AFTER_MS)
    await until(() => reading.seen.filter(({ began }) => began > answered).length >= times * readers)
  }
  await replayOf(1)
  if (killed) {
    await installation.allReady()
    await replayOf(2)
  }
  for (const end = performance.now() + TAKE_BACK_MS; following.ceased().includes(undefined) && performance.now() < end;)
    await delay(PAUSE_MS)
  const [followed, ceased] = [following.shown(), following.ceased()]
  await Promise.all([reading.stop(), following.stop()])
  const [before, after] = [reading.seen.filter(({ began }) => began <= answered), reading.seen.filter(({ began }) => began > answered)]
  return {
    killed,
    before: before.length,
    after: after.length,
    shown: before.filter(({ shows }) => shows).length,
    stale: after.filter(({ shows }) => shows).length,
    took: answered - sent,
    followed,
    takenBack: Math.max(0, ...ceased.map((at) => (at === undefined ? Infinity : at - answered))),
  }
}

/** Starts an installation for the withdrawals. */
export async function runWithdrawals(options: WithdrawalOptions): Promise<readonly WithdrawalRun[]> {
  const installation = await startInstallation()
  try {
    return await withdrawalsIn(installation, options)
  } finally {
    await installation.stop()
  }
}

/** Withdraws consent again and again while readers read from three gateways; in every other run one of the gateways is killed meanwhile. */
export async function withdrawalsIn(installation: Installation, options: WithdrawalOptions): Promise<readonly WithdrawalRun[]> {
  const { runs, onRun } = options
  const third = installation.join('gateway-3', ['gateway'])
  const gateways = [...installation.membersOf('gateway'), third]
  try {
    while (!gateways.every((gateway) => gateway.isReady())) await delay(PAUSE_MS)
    const done: WithdrawalRun[] = []
    for (let number = 0; number < runs; number++) {
      const run = await runOne(installation, gateways, options, FIRST_CASE + number)
      done.push(run)
      onRun?.(run, number + 1)
    }
    return done
  } finally {
    await third.stop()
  }
}
