import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { temporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts'
import { eventOf } from './events.ts'
import { createHits } from './hits.ts'
import { createInstallation, type Installation } from './installation.ts'
import { expectKept } from './promises.ts'
import { createRandom } from './random.ts'
import { createSender, type Sender } from './sender.ts'
import { ROUNDS, SEED } from './settings.ts'

const WHILE_PUBLISHING = 'client: while it publishes'
const BATCH = 'client: a batch is on its way'
const ANSWER = 'client: the answer is on its way'
const WITHOUT_SERVICE = 'client: while no service runs'
const SERVICE = 'service: while clients deliver'
const AFTER_APPEND = 'service: after-inbox-append'
const hits = createHits([WHILE_PUBLISHING, BATCH, ANSWER, WITHOUT_SERVICE, SERVICE, AFTER_APPEND])

const SENDERS = ['norshire-police', 'oakfield-gp']
const LONGEST_MS = 300
/** Events that each agency publishes at the end, undisturbed. */
const LAST = 10

describe("an agency's client and the service, killed with -9", () => {
  const random = createRandom(SEED)
  let folder: TemporaryFolder
  let installation: Installation
  let senders: readonly Sender[] = []
  beforeEach(async () => {
    folder = temporaryFolder()
    installation = createInstallation()
    senders = await Promise.all(SENDERS.map((agency) => createSender(agency, installation, folder.path)))
  })
  afterEach(async () => {
    await Promise.all(senders.map((sender) => sender.close()))
    await installation.remove()
    folder.remove()
  })
  afterAll(() => {
    hits.print()
  })

  const each = async (work: (sender: Sender) => Promise<void>): Promise<void> => {
    await Promise.all(senders.map(work))
  }
  const launched = (work: (sender: Sender) => Promise<void>) =>
    each((sender) => {
      sender.launch()
      return work(sender)
    })
  const atRandom = () => delay(random() * LONGEST_MS)

  /** Clients die at each of their points while the service stays. */
  async function clientsDie(): Promise<void> {
    await launched(async (sender) => {
      await sender.published(1)
      await atRandom()
      await sender.kill()
      hits.add(WHILE_PUBLISHING)
    })
    for (const [point, what] of [
      [BATCH, 'request'],
      [ANSWER, 'answer'],
    ] as const) {
      await launched(async (sender) => {
        await sender.killedAt(what, 1 + Math.floor(random() * 4))
        hits.add(point)
      })
    }
  }

  /** The service dies under the clients, and they after it, with events that only their outbox has. */
  async function bothDie(): Promise<void> {
    await launched((sender) => sender.published(1))
    await atRandom()
    await installation.kill()
    hits.add(SERVICE)
    await each(async (sender) => {
      await atRandom()
      await sender.kill()
      hits.add(WITHOUT_SERVICE)
    })
  }

  /** The service dies with events that it has and did not acknowledge; the clients live on. */
  async function serviceDies(): Promise<void> {
    await installation.start(`after-inbox-append:${String(1 + Math.floor(random() * 4))}`)
    await launched((sender) => sender.published(1))
    expect(await installation.died()).toBe('after-inbox-append')
    hits.add(AFTER_APPEND)
    await installation.start()
    await each((sender) => sender.kill())
  }

  it(
    'every event that publish resolved for is on its timeline once, in order',
    async () => {
      await installation.start()
      for (let round = 0; round < ROUNDS; round++) {
        await clientsDie()
        await bothDie()
        await serviceDies()
      }
      await each(async (sender) => {
        sender.launch(sender.acknowledged() + LAST)
        await sender.ended()
      })
      const acknowledged = senders.flatMap((sender) => Array.from({ length: sender.acknowledged() }, (_, n) => eventOf(sender.agency, n)))
      await expectKept(installation, acknowledged, [])
      expect(hits.missing()).toEqual([])
    },
    240_000 + ROUNDS * 120_000,
  )
})
