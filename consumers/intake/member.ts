import { setTimeout as sleep } from 'node:timers/promises'
import { LINKS_EVENTS, UNLINKED_EVENTS } from '../../infra/event-log/topics.ts'
import type { Consumer } from '../../infra/event-log/port.ts'
import { VaultError } from '../../infra/vault/port.ts'
import { catchUpLinks } from './catch-up.ts'
import { untilDecided } from '../lost-keys/until-decided.ts'
import { IntakeError, type IntakeErrorCode } from './errors.ts'
import { intakeGroupOf, startIntake, type IntakeDeps } from './start.ts'
import { trimInboxes } from './trim-inboxes.ts'

/** The consumer group of the intakes: who has links.events, of one partition, is the active one; the others stand by. */
export const ACTIVE_INTAKE_GROUP = 'intake-active'

/** How often a member looks whether its turn has come or gone (ms). */
const LOOK = 100

/** How often the active intake trims the inboxes (ms). */
const TRIM_EVERY = 60 * 60_000

/** Why a turn ends that another turn may mend. */
const PASSING: ReadonlySet<IntakeErrorCode> = new Set<IntakeErrorCode>(['fenced', 'timeline-behind'])

const isPassing = (error: unknown): error is IntakeError | VaultError =>
  (error instanceof IntakeError && PASSING.has(error.code)) || (error instanceof VaultError && error.code === 'keys-missing')

/** Trims inboxes from time to time until it is told to end. */
function startTrimming({ log, clock, logger }: IntakeDeps): () => void {
  const trim = (): void => {
    trimInboxes({ log, clock, groupOf: intakeGroupOf }).then(
      (count) => {
        logger.info({ consumer: 'intake', count }, 'inboxes trimmed')
      },
      (error: unknown) => {
        logger.error({ consumer: 'intake', error }, 'The inboxes could not be trimmed; this is tried again.')
      },
    )
  }
  const timer = setInterval(trim, TRIM_EVERY).unref()
  return () => {
    clearInterval(timer)
  }
}

/** One turn as the active intake, once the vault has every key that it should have or an operator has decided; true when another has taken over. */
async function takeTurn(deps: IntakeDeps, isOver: () => boolean): Promise<boolean> {
  // Nothing is read from link tables that lag behind: they are brought up to date without an intake.
  await untilDecided(deps, [LINKS_EVENTS, UNLINKED_EVENTS], isOver, () => catchUpLinks(deps))
  if (isOver()) return false
  const intake = await startIntake(deps)
  const endTrimming = startTrimming(deps)
  try {
    return await ended(intake, isOver)
  } finally {
    endTrimming()
  }
}

/** Waits until an intake has ended or the turn is over; true when it ended because another has taken over. */
async function ended(intake: Consumer, isOver: () => boolean): Promise<boolean> {
  let running = true
  // A flag, not a race of promises: each race would leave a reaction on this one for as long as the turn lasts.
  const over = intake.done.finally(() => {
    running = false
  })
  over.catch(() => undefined)
  while (running && !isOver()) await sleep(LOOK)
  if (running) await intake.stop()
  return over.then(
    () => false,
    (error: unknown) => {
      if (error instanceof IntakeError && error.code === 'fenced') return true
      throw error
    },
  )
}

/**
 * Starts a member of the intakes. It stands by until the group gives it its turn, is the active intake then, and stands by again when the turn goes
 * to another or an epoch entry of another has fenced it. Who is active is the group's to say, that only one decides is the epochs'.
 * `done` rejects when the group is lost or the active intake fails.
 */
export async function startIntakeMember(deps: IntakeDeps): Promise<Consumer> {
  const { log, logger } = deps
  let stopping = false
  const election = await log.consume({
    group: ACTIVE_INTAKE_GROUP,
    topics: [LINKS_EVENTS],
    // Only whose partition it is matters: the active intake reads the log by itself.
    position: async (topic) => (await log.ranges(topic))[0]?.end,
    handle: () => Promise.resolve(),
  })
  const isActive = (): boolean => !stopping && election.assignment().some(({ topic }) => topic === LINKS_EVENTS)
  const run = async (): Promise<void> => {
    while (!stopping) {
      if (!isActive()) {
        await sleep(LOOK)
        continue
      }
      try {
        const fenced = await takeTurn(deps, () => !isActive())
        logger.info({ consumer: 'intake', code: fenced ? 'fenced' : 'stopped' }, 'this intake stands by')
      } catch (error) {
        if (!isPassing(error)) throw error
        logger.warn({ consumer: 'intake', code: error.code }, 'this intake begins again')
      }
    }
  }
  const running = run()
  const over = running.then(
    () => undefined,
    () => undefined,
  )
  return {
    done: Promise.race([running, election.done.then(() => over)]),
    assignment: () => election.assignment(),
    stop: async () => {
      stopping = true
      await over
      await election.stop()
    },
  }
}
