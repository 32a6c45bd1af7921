import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { filledPage } from '../../../bench/growth/page.ts'

const page = 'Before.\n\n<!-- growth embedded -->\nold\n<!-- end -->\n\nBetween.\n\n<!-- growth distributed -->\n<!-- end -->\n'

describe('The page of growth', () => {
  test('gets the figures of a column in place of those before; all else stays', () => {
    expect(filledPage(page, 'embedded', 'new')).toBe(page.replace('old', 'new'))
    expect(filledPage(page, 'distributed', 'new')).toBe(page.replace('distributed -->\n', 'distributed -->\nnew\n'))
  })

  test('without a place for a column is refused', () => {
    expect(() => filledPage('Words.\n', 'embedded', 'new')).toThrow(/no place for the embedded column/)
  })

  test('in the documentation has a place for each column', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'performance.md'), 'utf8')
    expect(filledPage(text, 'embedded', 'FIGURES')).toContain('FIGURES')
    expect(filledPage(text, 'distributed', 'FIGURES')).toContain('FIGURES')
  })
})
