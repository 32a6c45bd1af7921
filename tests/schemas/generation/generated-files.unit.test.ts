import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { schemasFolder } from '../../../schemas/index.ts'
import { generatedFiles, outOfDate } from '../../../schemas/generation/generated-files.ts'
import { recordsSource } from '../../../schemas/generation/records-source.ts'
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
    expect(outOfDate(folder.path)).toHaveLength(3)
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

  it('have of the records of the bus what the codec reads: bytes as a Buffer, null where it may be, and every field that has a default', () => {
    const text = generatedFiles()[2]?.text ?? ''
    expect(text).toContain('  /** SHA-256 commitment to the reader */\n  readonly actor: Buffer\n')
    expect(text).toContain('  readonly purposes_permitted: readonly string[] | null\n')
    expect(text).toContain('  readonly oversight: boolean\n')
    expect(text).toContain("  linkDecided: 'uk.throughline.log.LinkDecided',\n")
  })

  it('tell apart what two records write differently under one name, and have once what they write alike', () => {
    const text = generatedFiles()[2]?.text ?? ''
    expect(text).toMatch(/interface CaseEventProceedingToken \{[^}]*readonly ended: boolean/)
    expect(text).not.toMatch(/interface LinkClaimProceedingToken \{[^}]*ended/)
    expect(text.match(/interface SealedPart /g)).toHaveLength(1)
  })

  it('have a code of an enum as the one that it is, and none of what may be read as something else', () => {
    const record = (type: unknown) => {
      const source = { type: 'record', name: 'Made', namespace: 'a.b', fields: [{ name: 'one', type }] }
      return [{ file: 'records/made.avsc', text: JSON.stringify(source), source }]
    }
    const kind = { type: 'enum', name: 'Kind', symbols: ['case', 'person'] }
    expect(recordsSource(record({ type: 'array', items: kind }))).toContain("  readonly one: readonly ('case' | 'person')[]\n")
    expect(recordsSource(record({ type: 'long', logicalType: 'timestamp-millis' }))).toContain('  readonly one: number\n')
    for (const type of [['null', 'int', 'string'], ['int', 'string'], { type: 'map', values: 'int' }]) {
      expect(() => recordsSource(record(type))).toThrow('has a type of which no TypeScript is written')
    }
  })

  it('cannot be broken out of by a label or a code', () => {
    expect(literal("a'b\\c\nd")).toBe("'a\\'b\\\\c d'")
    expect(pascalCase('behaviour.incident-recorded')).toBe('BehaviourIncidentRecorded')
  })
})
