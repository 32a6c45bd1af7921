import type { ReaderCredential } from '../../../../gateway/identity/credential.ts'
import { readPattern } from '../../../../gateway/read/pattern.ts'
import { readTimeline } from '../../../../gateway/read/timeline.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import { createRandom } from '../../../faults/random.ts'
import { caseRecordOf } from '../../../fixtures/case-records.ts'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { uuidOf } from '../../../fixtures/demo-events.ts'
import { startTestGateway } from '../../../fixtures/gateway.ts'
import { agencyNamed, caseLogNamed } from '../../../fixtures/ids.ts'
import { purposesOf } from '../../audit/replay/reads.ts'
import { countPlainly } from './count-plainly.ts'
import { countsOf } from './counts-of.ts'
import { linkOf, madeUpCase, NOW } from './made-up-case.ts'

/** Every role that reads a timeline, at an agency that has it. */
const READERS: readonly (readonly [role: string, agency: string])[] = [
  ['marac_coordinator', 'norshire-marac'],
  ['marac_chair', 'norshire-marac'],
  ['agency_rep', 'harbour-homes'],
  ['idva', 'norshire-idva'],
  ['partner_link_worker', 'norshire-dapp'],
  ['perp_case_manager', 'norshire-drive'],
  ['programme_facilitator', 'norshire-dapp'],
  ['matac_coordinator', 'norshire-matac'],
  ['probation_practitioner', 'norshire-probation'],
  ['social_worker', 'norshire-csc'],
  ['police_bail_officer', 'norshire-police'],
  ['police_oocr_officer', 'norshire-police'],
  ['police_dvds_officer', 'norshire-police'],
  ['family_court_adviser', 'norshire-cafcass'],
  ['evaluator', 'riverside-university'],
  ['auditor', 'throughline-operator'],
  ['dpo', 'throughline-operator'],
]
const credential = ([role, agency]: readonly [string, string]): ReaderCredential => ({
  kind: 'reader',
  id: `made-up-${role}`,
  agency: agencyNamed(agency),
  role,
  name: '',
})
const TODAY = '2026-02-01'

/** What was found of one case. */
export interface Compared {
  /** Events shown, by role. */
  readonly shown: Readonly<Record<string, number>>
  /** Role, purpose and number of each that differs. */
  readonly differences: readonly string[]
}

export interface Comparison {
  readonly compare: (seed: number) => Promise<Compared>
  readonly close: () => Promise<void>
}

/** Compares the pattern of made-up cases, for every role and purpose, with a plain count of the timeline that the same reader gets. */
export async function startComparison(): Promise<Comparison> {
  const gateway = await startTestGateway({ policy: currentPolicy(), clock: { now: () => NOW } })
  const weights = new Map((loadCatalogue().codeLists.get('tactic')?.codes ?? []).map(({ code, gravity }) => [code, gravity]))
  const readers = READERS.map(credential)
  return {
    compare: async (seed) => {
      const caseLog = caseLogNamed(uuidOf('case log', 'counted', String(seed)))
      const events = madeUpCase(createRandom(seed), seed)
      const records = await Promise.all(events.map((event) => caseRecordOf(gateway.vault, event, caseLog)))
      const links = readers.map((reader) => linkOf(reader, caseLog, gateway.reads.secrets.linking))
      await gateway.placeRecords([...links, ...records], caseLog, [])
      const shown: Record<string, number> = {}
      const differences: string[] = []
      for (const reader of readers)
        for (const purpose of purposesOf(reader)) {
          const caseId = gateway.reads.caseIds.outside(reader.agency, caseLog)
          const asked = { reader, caseId, order: 'oldest' as const }
          const timeline = await readTimeline(gateway.reads, { ...asked, query: { purpose, limit: 200 } })
          const pattern = await readPattern(gateway.reads, { ...asked, query: { purpose } })
          if (timeline.ok !== pattern.ok || !timeline.ok || !pattern.ok) {
            if (JSON.stringify(timeline) !== JSON.stringify(pattern)) differences.push(`${reader.role} ${purpose} outcome`)
            continue
          }
          if (JSON.stringify(timeline.value.items) !== JSON.stringify(pattern.value.items))
            differences.push(`${reader.role} ${purpose} items`)
          shown[reader.role] = (shown[reader.role] ?? 0) + timeline.value.items.length
          const plain = countPlainly(timeline.value.items, TODAY, (tactic) => weights.get(tactic))
          const counts = countsOf(pattern.value.pattern)
          for (const [name, value] of Object.entries(counts))
            if (stable(value) !== stable(plain[name as keyof typeof plain]))
              differences.push(`${reader.role} ${purpose} ${name} ${stable(value)} not ${stable(plain[name as keyof typeof plain])}`)
        }
      return { shown, differences }
    },
    close: () => gateway.close(),
  }
}

/** JSON with the names of objects in order. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
