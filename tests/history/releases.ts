import { currentReleaseFiles } from '../../policy/release/files.ts'
import type { ReleaseFiles } from '../../policy/release/load.ts'
import { loadCatalogue } from '../../schemas/index.ts'

/** A change of one file of a release, in memory. */
interface Change {
  readonly path: string
  readonly from: string
  readonly to: string
}

const caps = (role: string, from: string, to: string): Change => ({
  path: 'tables/roles.json',
  from: `${role}`,
  to: `${role}`.replace(from, to),
})

/** Small changes that a data protection officer might make, none of which gives who faces the perpetrator more. */
const CHANGES: readonly Change[] = [
  { path: 'cedar/request/30-link.cedar', from: '// Allocated worker.', to: '// Allocated worker. Looked at again.' },
  caps('"purposes": ["marac_risk_management", "service_mapping"], "caps": {"VIC_LOC": "R"}', '"VIC_LOC": "R"', '"VIC_LOC": "W"'),
  caps('"victim_safety_planning", "marac_risk_management"], "caps": {}', '"caps": {}', '"caps": {"PERP_HEALTH": "R"}'),
  { path: 'tables/instruments.json', from: '"block_hours": 72', to: '"block_hours": 48' },
  caps(
    '"child_safeguarding", "adult_safeguarding", "marac_risk_management"], "caps": {"INTEL": "W"}',
    '"INTEL": "W"',
    '"INTEL": "W", "COURT": "W"',
  ),
  { path: 'tables/step-up.json', from: '"minutes": 240', to: '"minutes": 120' },
  { path: 'cedar/event/55-embargo.cedar', from: ' || principal == Role::"marac_chair"', to: '' },
  {
    path: 'tables/instruments.json',
    from: '"her_workers": { "roles": ["idva", "partner_link_worker"]',
    to: '"her_workers": { "roles": ["idva"]',
  },
]

/** Files with a change more. Throws RangeError where they have not what it changes. */
export function changed(files: ReleaseFiles, { path, from, to }: Change): ReleaseFiles {
  const text = files.get(path)
  if (text?.includes(from) !== true) throw new RangeError(`${path} has not what is to be changed.`)
  return new Map(files).set(path, text.replace(from, to))
}

/** `count` releases that follow each other, each the shipped one with one change; the files in policy/ stay as they are. */
export function madeUpReleases(count: number): readonly ReleaseFiles[] {
  const shipped = currentReleaseFiles(loadCatalogue())
  return Array.from({ length: count }, (_, at) => {
    const files = changed(shipped, CHANGES[at % CHANGES.length] ?? { path: '', from: '', to: '' })
    return at < CHANGES.length ? files : changed(files, { path: 'cedar/request/20-block.cedar', from: '', to: `// Round ${String(at)}.\n` })
  })
}
