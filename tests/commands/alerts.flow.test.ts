import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { alertsHandler } from '../../commands/alerts.ts'
import { demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { caseOf, purposesOf } from '../gateway/audit/replay/reads.ts'

const READER = 'norshire-coordinator'
/** The subject of the case, as the directory of an agency would have him. */
const him = { given_name: 'Darren', surname: 'Holt', birth_date: '1989-07-14' }

describe('alerts by command, with data that the log has not', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await openDemoWorld()
    const reader = demoReaders.find(({ id }) => id === READER)
    if (reader === undefined) throw new Error('no reader')
    const events = (demoChronologies[0]?.events ?? []).slice(0, 8)
    for (const event of events) {
      world.clock.moveTo(Date.parse(event.time))
      await world.send(event)
    }
    await world.link([reader])
    const id = await world.caseId(caseOf(reader), reader.agency)
    await world.get(`/v1/cases/${id}/timeline?purpose=${String(purposesOf(reader)[0])}`, READER)
  }, 120_000)
  afterAll(async () => {
    await world.close()
  })

  it('find who read a case in which they are a person, or that is of a colleague, off duty; nothing of anybody in them', async () => {
    const find = alertsHandler(world.parts)
    const rules = async (given: Readonly<Record<string, unknown>>) => (await find(given)).alerts.map(({ rule }) => rule)
    expect(await rules({})).toEqual([])
    expect(await rules({ directory: [{ staff: `norshire-marac:${READER}`, ...him }] })).toEqual(['R1'])
    expect(await rules({ directory: [{ staff: 'norshire-marac:somebody', ...him }] })).toEqual(['R2'])
    expect(
      await rules({
        directory: [{ staff: `norshire-marac:${READER}`, given_name: 'Made', surname: 'Up', birth_date: '1980-02-03', close_to: [him] }],
      }),
    ).toEqual(['R3'])
    expect(await rules({ 'sensitive-list': [him] })).toEqual(['R13'])
    const off = { staff: `norshire-marac:${READER}`, from: '2001-01-01T08:00:00Z', until: '2001-01-01T16:00:00Z' }
    const found = await find({ roster: [off], directory: [{ staff: `norshire-marac:${READER}`, ...him }] })
    expect(found.alerts.map(({ rule }) => rule)).toEqual(['R1', 'R5'])
    for (const name of [him.surname, READER]) expect(JSON.stringify(found)).not.toContain(name)
    expect(found.not_run).toEqual([{ rule: 'R13', needs: 'sensitive-list' }])
  })

  it('refuse a file that is not as it must be, and say where, not what', async () => {
    await expect(alertsHandler(world.parts)({ roster: [{ staff: 'Secret Name' }] })).rejects.toThrow(
      /^The roster is not as it must be at \/0\/staff/,
    )
  })
})
