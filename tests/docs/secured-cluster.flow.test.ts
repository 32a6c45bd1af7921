import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { eventScope } from '../../infra/vault/event-scope.ts'
import { demoChronologies } from '../fixtures/demo-world.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { commandsOf, printed, type PageCommand } from './page.ts'
import { openOperator, type Operator } from './secured/operator.ts'
import { link, openPeople, shown, withParts, type People } from './secured/people.ts'
import { root } from './typed.ts'

const PATIENCE = 300_000
const stepsOf = (page: string): readonly PageCommand[] => commandsOf(join(root, 'docs/how-to', page))
/** What a page has for servers; the rest is typed in tests/docs/pages.flow.test.ts. */
const forServers = (page: string): readonly PageCommand[] => stepsOf(page).filter(({ heading }) => /\bservers\b/.test(heading))

const eventsOf = (name: string) => demoChronologies.find((one) => one.name === name)?.events ?? []
const first = eventsOf('KESTREL').slice(0, 6)
const later = eventsOf('KESTREL').slice(6, 7)
/** Of another case: what is erased after the backup. */
const [erased] = eventsOf('LINNET')
if (erased === undefined) throw new Error('LINNET has no event.')
const WORDS = 'He pushed her into a door frame.'
const erasure = {
  ...erased,
  id: '00000000-0000-8000-8000-00000000000e',
  type: 'record.erased',
  source: '/agencies/fixture-bus_operator/records',
  data: {
    ...erased.data,
    agency_record_ref: 'ERASURE-1',
    harmed: [],
    details: { target_event: erased.id, reason: 'published_in_error', erased_on: '2025-09-02T12:00:00+01:00' },
  },
}
const [, , agency = '', system = ''] = erased.source.split('/')

/** An operator who has only the documents; one cluster for all four pages. */
describe('an operator who types what the pages say, on a secured cluster with a prefix, under least rights', () => {
  let operator: Operator
  let people: People
  /** What readers of KESTREL and of LINNET saw last before something was done to the servers. */
  let seen: ReadonlyMap<string, string>
  let seenOfErased: ReadonlyMap<string, string>
  beforeAll(async () => {
    operator = await openOperator('west.')
  }, PATIENCE)
  afterAll(async () => {
    await operator?.close()
  }, PATIENCE)

  let isBroken = false
  /** One step of the way: where one before it failed, it is not waited for again. */
  const step =
    <Given extends readonly unknown[]>(work: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      if (isBroken) throw new Error('A step before this one failed.')
      isBroken = true
      await work(...given)
      isBroken = false
    }

  const asIntake = async (work: Parameters<typeof withParts<void>>[1]): Promise<void> =>
    withParts(await operator.environmentOf('intake'), work)
  const answers = async (): Promise<void> => {
    await operator.done('curl -sf --retry 120 --retry-delay 1 --retry-connrefused --retry-all-errors http://127.0.0.1:3000/readyz')
  }
  /** Types the steps of a page in their order; `before`: what is done before the first step under a heading. */
  const typeAll = (page: string, steps: readonly PageCommand[], before: Readonly<Record<string, () => Promise<void>>> = {}): void => {
    it.each(steps.map((step, at) => [page, at + 1, step.heading, step, steps[at - 1]?.heading !== step.heading] as const))(
      '%s, command %i (%s): succeeds, and prints what the page shows',
      step(async (_, __, heading, { command, prints }, isFirst) => {
        if (isFirst) await before[heading]?.()
        const { output, errors, exitCode } = await operator.type(command)
        expect([exitCode, output, exitCode === 0 ? '' : errors]).toEqual([
          0,
          prints === undefined ? output : expect.stringMatching(printed(prints)),
          '',
        ])
      }),
      PATIENCE,
    )
  }

  typeAll('secure-a-cluster.md', stepsOf('secure-a-cluster.md'))

  it(
    'says what is missing where a gateway is asked to compare what it may not read',
    step(async () => {
      const { output, exitCode } = await operator.type('as gateway npx throughline audit verify 2>&1')
      expect([exitCode, output]).toEqual([1, expect.stringContaining('Run this as the audit user')])
    }),
    PATIENCE,
  )

  it(
    'leaves an agency its rights that is neither registered nor in the file, names it, and takes them when told to',
    step(async () => {
      await operator.done(`echo '[{"agency":"to-come"}]' > $DATA/to-come.json; npx throughline topics apply --agencies $DATA/to-come.json`)
      expect(await operator.done('npx throughline topics apply')).toMatch(
        /^= agency to-come is neither registered nor in the file; its rights are left as they are/m,
      )
      expect(await operator.done('npx throughline topics apply --remove to-come')).toMatch(
        /^- User:west\.agency\.to-come may WRITE topic west\.agency\.to-come\.events$/m,
      )
      expect(await operator.done('npx throughline topics plan')).toContain('Nothing to change.')
    }),
    PATIENCE,
  )

  it(
    'has agencies publish, and people read',
    step(async () => {
      people = openPeople({ origin: operator.origin, gateway: (await operator.environmentOf('gateway')).THROUGHLINE_DATA ?? '' })
      for (const event of [...first, erased]) await people.send(event)
      await asIntake(async (parts) => {
        await shown(parts)
        await link(parts)
        await shown(parts)
      })
      seen = await people.timelines('KESTREL')
      expect([...seen.values()].filter((answer) => answer.startsWith('[200')).length).toBeGreaterThan(3)
      seenOfErased = await people.timelines('LINNET')
      expect([...seenOfErased.values()].join()).toContain(WORDS)
    }),
    PATIENCE,
  )

  typeAll('monitor.md', forServers('monitor.md'))

  it(
    "names what a process may not see, and is not stopped by it: agencies' feeds, and for an auditor their keys",
    step(async () => {
      expect(await operator.done('as gateway npx throughline status')).toMatch(
        /^OK: nothing is wrong in what is seen from here; not seen: feeds$/m,
      )
      expect(await operator.done('as audit npx throughline status')).toMatch(
        /^OK: nothing is wrong in what is seen from here; not seen: feeds, agency keys$/m,
      )
    }),
    PATIENCE,
  )

  typeAll('upgrade.md', forServers('upgrade.md'))

  it(
    'shows the same timelines after the upgrade and the rebuild, byte for byte',
    step(async () => {
      expect(await people.timelines('KESTREL')).toEqual(seen)
      expect(await people.timelines('LINNET')).toEqual(seenOfErased)
    }),
    PATIENCE,
  )

  typeAll('back-up-and-restore.md', forServers('back-up-and-restore.md'), {
    'Back up the servers: the log': async () => {
      for (const event of later) await people.send(event)
      await asIntake(shown)
      seen = await people.timelines('KESTREL')
      seenOfErased = await people.timelines('LINNET')
      await operator.stopKafka()
    },
    'Back up the servers: what it needs': async () => {
      await operator.startKafka()
      await answers()
    },
    // Something is erased, and then all is lost but what was put elsewhere: even the roles of the database.
    'Restore the servers: the databases': async () => {
      await people.send(erasure)
      await asIntake(shown)
      await operator.done('stop gateway intake timeline control')
      await operator.stopKafka()
      await operator.done(`rm -rf $BROKER_DATA $DATA/*/ $SECRETS/master.key && cp $APART/master.key $SECRETS
        server() { psql "\${DATABASE_URL%/*}/postgres" -qc "$1"; }
        server "drop database throughline with (force)" && for role in control timeline intake gateway audit; do server "drop role throughline_$role"; done && server "create database throughline"`)
    },
    'Restore the servers: what was erased since': () => operator.startKafka(),
  })

  it(
    'shows the same timelines after the restore and under another master key, byte for byte, and what was erased since to nobody',
    step(async () => {
      expect(await people.timelines('KESTREL')).toEqual(seen)
      const after = await people.timelines('LINNET')
      expect([...after.keys()]).toEqual([...seenOfErased.keys()])
      expect([...after.values()].join()).not.toContain(WORDS)
      await withParts(await operator.environmentOf('timeline'), async ({ vault }) => {
        expect(await vault.keys([eventScope({ agency: agencyNamed(agency), system, event_id: erased.id })], { create: false })).toEqual([
          'destroyed',
        ])
      })
    }),
    PATIENCE,
  )

  it(
    'finds nothing afterwards, and every read of before is on record and comes out the same',
    step(async () => {
      expect(await operator.done('as audit npx throughline audit replay')).toMatch(/^\d+ match(?:, \d+ match-erased)?$/)
      expect(await operator.done('as audit npx throughline audit verify')).toBe('Logs and read store agree.')
      expect(await operator.done('as intake npx throughline status')).toMatch(/^OK: nothing is wrong$/m)
    }),
    PATIENCE,
  )
})
