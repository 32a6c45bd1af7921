import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { schemasFolder } from '../../../schemas/index.ts'
import { generatedFiles, outOfDate } from '../../../schemas/generation/generated-files.ts'
import { literal, pascalCase } from '../../../schemas/generation/names.ts'
import type { DetailsByType } from '../../../schemas/generated/details.ts'
import { copySchemas } from '../../fixtures/schemas-folder.ts'

describe('generated types', () => {
  it('are as committed', () => {
    expect(outOfDate()).toEqual([])
    expect(execFileSync(process.execPath, [join(schemasFolder, 'generate.ts'), '--check'], { encoding: 'utf8' })).toBe('')
  })

  it('are named when a code list or an event type has changed', () => {
    using folder = copySchemas()
    folder.write('codes/sex.json', { name: 'sex', version: 2, codes: [{ code: 'female', label: 'Female' }] })
    expect(outOfDate(folder.path)).toEqual(['generated/codes.ts'])
    writeFileSync(join(folder.path, 'generated/details.ts'), '')
    expect(outOfDate(folder.path)).toEqual(['generated/codes.ts', 'generated/details.ts'])
    folder.remove('generated')
    expect(outOfDate(folder.path)).toHaveLength(2)
  })

  it('have the names of the wire, codes as unions, and what is optional as such', () => {
    const opened: DetailsByType['case.opened'] = {
      case_id: 'FM1',
      case_kind: 'marac',
      lead_area: 'Fixture',
      pairs: [{ subject: 'FP1', harmed: 'FV1', relationship: 'ex_partner' }],
      opened_on: '2025-01-02',
    }
    expect(opened.pairs[0]?.relationship).toBe('ex_partner')
    const text = generatedFiles()[1]?.text ?? ''
    expect(text).toContain('  readonly tactics: readonly Tactic[]\n')
    expect(text).toContain('  readonly weapon?: Weapon | null\n')
    expect(text).toContain('  readonly ticks?: number | null\n')
  })

  it('cannot be broken out of by a label or a code', () => {
    expect(literal("a'b\\c\nd")).toBe("'a\\'b\\\\c d'")
    expect(pascalCase('behaviour.incident-recorded')).toBe('BehaviourIncidentRecorded')
  })
})
