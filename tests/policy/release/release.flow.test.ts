import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { approvePolicy, proposePolicy } from '../../../commands/policy-release.ts'
import { POLICY_RELEASED, type ControlEntry } from '../../../core/control/entry.ts'
import { controlState } from '../../../core/control/state.ts'
import { checkRelease } from '../../../policy/decide/check-release.ts'
import { cellsChanged } from '../../../policy/decide/role-matrix.ts'
import { currentReleaseFiles } from '../../../policy/release/files.ts'
import { loadRelease, releaseHash, type ReleaseFiles } from '../../../policy/release/load.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { ADMIN, inForce, OFFICER, REASON, UNHELD } from '../../fixtures/released-policy.ts'
import { inspect } from '../../gateway/audit/replay/inspect.ts'

const current = currentReleaseFiles(loadCatalogue())
const changed = (path: string, from: string, to: string): ReleaseFiles => {
  const text = current.get(path) ?? ''
  expect(text).toContain(from)
  return new Map(current).set(path, text.replace(from, to))
}
const STRICTER = (): ReleaseFiles => changed('tables/roles.json', '"caps": {"VIC_LOC": "R"}', '"caps": {"VIC_LOC": "W"}')
const CASES = '/v1/cases?purpose=marac_risk_management'

describe('a policy release', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await openDemoWorld()
  }, 60_000)
  afterAll(async () => {
    await world.close()
  })
  const propose = (files: ReleaseFiles, person = OFFICER): Promise<string> =>
    proposePolicy(world.parts, person, { files, reason: REASON, held: UNHELD })

  it('takes effect when a second person has approved it, without a restart, and reads on both sides replay', async () => {
    const before = world.service.reads.policy.hash
    expect((await world.get(CASES, 'norshire-coordinator')).status).toBe(200)
    const hash = await propose(STRICTER())
    expect((await world.get(CASES, 'norshire-coordinator')).status).toBe(200)
    expect(world.service.reads.policy.hash).toBe(before)
    await approvePolicy(world.parts, ADMIN, { hash, counterfactual: '' })
    const first = await world.get(CASES, 'norshire-coordinator')
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1'])
    await inForce(world, STRICTER())
    expect((await world.get(CASES, 'norshire-coordinator')).status).toBe(200)
    expect(world.service.reads.policy.hash).toBe(hash)
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })
    await world.stop()
    await world.start()
    expect(world.service.reads.policy.hash).toBe(hash)
    await inForce(world, current)
    expect(world.service.reads.policy.hash).toBe(before)
  }, 60_000)

  it('needs two people who may, one of them a data protection officer', async () => {
    const hash = await propose(STRICTER())
    await expect(approvePolicy(world.parts, OFFICER, { hash, counterfactual: '' })).rejects.toThrow('Another person has to approve it.')
    await expect(
      approvePolicy(world.parts, { ...OFFICER, id: 'chair', role: 'marac_chair' }, { hash, counterfactual: '' }),
    ).rejects.toThrow('Only these roles release policies')
    await expect(propose(STRICTER(), { ...ADMIN, role: 'idva' })).rejects.toThrow('Only these roles')
    await propose(STRICTER(), ADMIN)
    await expect(approvePolicy(world.parts, { ...ADMIN, id: 'another' }, { hash, counterfactual: '' })).rejects.toThrow(
      'One of the two has to be a data protection officer.',
    )
    await expect(approvePolicy(world.parts, ADMIN, { hash: 'ff'.repeat(32), counterfactual: '' })).rejects.toThrow('Nobody has proposed')
    await expect(propose(current)).rejects.toThrow('This release is in force.')
    world.clock.moveTo(world.clock.now() + 15 * 86_400_000)
    await expect(approvePolicy(world.parts, OFFICER, { hash, counterfactual: '' })).rejects.toThrow('older than 14 days')
  })

  it("is not for those whom an agency's own sign-in calls data protection officer or administrator", async () => {
    for (const person of [OFFICER, ADMIN])
      await expect(propose(STRICTER(), { ...person, agency: agencyNamed('norshire-police') })).rejects.toThrow(
        'Only people of the bus operator',
      )
    const hash = await propose(STRICTER())
    await expect(
      approvePolicy(world.parts, { ...ADMIN, agency: agencyNamed('norshire-police') }, { hash, counterfactual: '' }),
    ).rejects.toThrow('Only people of the bus operator')
  })

  it('by one person alone takes no effect, also when it was written past the command', () => {
    const entry = (hash: string, ...people: readonly string[]): ControlEntry => ({
      type: POLICY_RELEASED,
      value: { at: '2025-01-01T00:00:00.000Z', hash, engine: 1, files: [], approved_by: people },
    })
    const inForceAfter = (...entries: readonly ControlEntry[]) => controlState(entries).policy?.hash
    expect(inForceAfter(entry('first'))).toBe('first')
    expect(inForceAfter(entry('first'), entry('second', 'a'), entry('third', 'a', 'a'), entry('fourth'))).toBe('first')
    expect(inForceAfter(entry('first'), entry('second', 'a', 'b'))).toBe('second')
  })

  it('is not proposed with a fault: no Cedar, a fact that there is not, no words, a floor let down', () => {
    const ORDINARY = '// A: as said.\n@id("matrix.allow")'
    const MATRIX = 'cedar/class/70-matrix.cedar'
    const said = (files: ReleaseFiles): string => checkRelease(files).join('\n')
    expect(said(current)).toBe('')
    expect(said(changed(MATRIX, 'permit', 'perm'))).toContain(`${MATRIX}:6: It is not Cedar`)
    expect(said(changed(MATRIX, 'context.cell == "A"', 'context.colour == "A"'))).toContain('matrix.allow')
    expect(said(changed(MATRIX, ORDINARY, '@id("matrix.allow")'))).toContain('has no comment above it')
    expect(
      said(changed(MATRIX, '\n@reader("The information sharing agreement gives this kind of information for this purpose.")', '')),
    ).toContain('has no @reader')
    expect(said(new Map(current).set('cedar/class/82-floor.cedar', '// Nothing.\n'))).toMatch(
      /Floor: \w+ gets more of VIC_VOICE for \w+ than R\./,
    )
    expect(said(changed('tables/roles.json', '"purposes"', '"purpose"'))).toContain('tables/roles.json')
  })

  it('that names a role that does not exist is not proposed, and the place is said', async () => {
    await expect(
      propose(changed('cedar/class/82-floor.cedar', 'Role::"probation_practitioner"', 'Role::"probation_practitoner"')),
    ).rejects.toThrow('cedar/class/82-floor.cedar:7: floor.location: Role "probation_practitoner" does not exist.')
  })

  it('says which cells of the matrix it changes', () => {
    const cells = cellsChanged(loadRelease(current), loadRelease(STRICTER()))
    expect(cells.length).toBeGreaterThan(0)
    expect(new Set(cells.map(({ class: sensitivity }) => sensitivity))).toEqual(new Set(['VIC_LOC']))
    expect(cellsChanged(loadRelease(current), loadRelease(new Map(current)))).toEqual([])
    expect(releaseHash(current)).not.toBe(releaseHash(STRICTER()))
  })
})
