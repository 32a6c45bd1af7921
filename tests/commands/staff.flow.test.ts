import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { controlNow } from '../../commands/control-now.ts'
import { openDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'

const MARAC = 'norshire-marac'
const READER = 'norshire-coordinator'
const BY = `${MARAC}:norshire-chair`
const CASES = '/v1/cases?purpose=marac_risk_management'

describe('the standing of people and agencies', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await openDemoWorld()
  }, 60_000)
  afterAll(async () => {
    await world.close()
  })

  it('is said on the command line, also while nothing runs', async () => {
    await world.stop()
    const change = (...args: readonly string[]) =>
      promisify(execFile)(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', 'throughline.ts', 'staff', 'change', '--agency', MARAC, '--staff', READER, ...args],
        { env: { ...process.env, THROUGHLINE_DATA: world.data } },
      )
    expect((await change('--role', 'marac_coordinator', '--by', BY)).stdout).toBe(
      `${MARAC}:${READER} reads as marac_coordinator, and as nothing else.\n`,
    )
    expect((await change('--role', 'marac_coordinator', '--duty', 'allocation_lead', '--by', BY)).stdout).toContain(
      'Named for: allocation_lead.',
    )
    await expect(change('--role', 'marac_coordinator', '--duty', 'sorcery', '--by', BY)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--duty goes with --role and must be one of:'),
    })
    const more = join(world.data, 'more.json')
    const register = (list: unknown) => {
      writeFileSync(more, JSON.stringify(list))
      return promisify(execFile)(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', 'throughline.ts', 'agencies', 'register', more],
        { env: { ...process.env, THROUGHLINE_DATA: world.data } },
      )
    }
    expect(
      (await register([{ agency: 'made-up-refuge', name: 'Made-up Refuge', type: 'da_specialist', areas: ['norshire'] }])).stdout,
    ).toBe('Registered as the file has them: made-up-refuge\n')
    await register([
      {
        agency: 'made-up-refuge',
        name: 'Made-up Refuge',
        type: 'da_specialist',
        areas: ['norshire'],
        contact: 'Duty worker, 01632 960001',
      },
    ])
    await expect(
      register([{ agency: 'made-up-refuge', name: 'Made-up Refuge', type: 'castle', areas: ['norshire'] }]),
    ).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Entry 1 (made-up-refuge): type is not as it must be. Give a code of the list agency_type: police, '),
    })
    await expect(
      register([{ agency: 'made-up-refuge', name: 'Made-up Refuge', type: 'da_specialist', areas: ['norshrie'] }]),
    ).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Entry 1 (made-up-refuge): areas: no agency is in "norshrie". Did you mean norshire?'),
    })
    await expect(change('--role', 'wizard', '--by', BY)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--role must be one of:'),
    })
    // What looks at everybody is said of an agency first.
    await expect(change('--role', 'auditor', '--by', BY)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('People of this agency may not be auditor'),
    })
    const marac = [{ agency: MARAC, name: 'Norshire MARAC', type: 'marac_coordination', areas: ['norshire'] }]
    await register(marac.map((agency) => ({ ...agency, oversight: true })))
    expect((await change('--role', 'auditor', '--by', BY)).stdout).toBe(`${MARAC}:${READER} reads as auditor, and as nothing else.\n`)
    await register(marac)
    await expect(change('--role', 'auditor', '--by', BY)).rejects.toMatchObject({ code: 1 })
    await change('--role', 'marac_coordinator', '--by', BY)
    await expect(change('--ended', '--by', `${MARAC}:${READER}`)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nobody changes their own standing'),
    })
    await world.start()
    expect((await world.get(CASES, READER)).status).toBe(200)
    expect((await controlNow(world.parts.store)).agencies.get('made-up-refuge')).toMatchObject({
      type: 'da_specialist',
      contact: 'Duty worker, 01632 960001',
    })
  }, 300_000)
})
