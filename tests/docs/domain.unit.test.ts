import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { languageRules } from '../../core/publish/language/language.ts'
import { publishRuleEntries } from '../../core/publish/publish-rules.ts'
import { families } from '../../core/catalogue/families.ts'
import { domainFolder, filled, pagesOnDisk, tablesOf } from '../../scripts/docs/domain/pages.ts'
import { codesOf, eventTypes, policies, policyText, systemTypes, tables } from '../../scripts/docs/domain/sources.ts'
import { generatedTables } from '../../scripts/docs/domain/tables.ts'

const pages = pagesOnDisk()
const textOf = (name: string): string => pages.find((page) => page.name === name)?.text ?? ''

/** What a page has a hand-written reason for: the bold words at the start of a list item that are an id of this form. */
const reasonsOn = (name: string, form: RegExp): readonly string[] =>
  [...textOf(name).matchAll(/^- \*\*`?(?<id>[^*`]+)`?\*\* \S/gm)].flatMap(({ groups }) =>
    groups?.id !== undefined && form.test(groups.id) ? [groups.id] : [],
  )

/** Rows of a table of a page, each a list of cells without the marks of code. The head is left out. */
function rowsOf(name: string, table: string): readonly (readonly string[])[] {
  const inside = new RegExp(`<!-- table ${table} -->\\n([\\s\\S]*?)<!-- end -->`).exec(textOf(name))?.[1] ?? ''
  return inside
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    )
}

const firstCells = (name: string, table: string): readonly string[] => rowsOf(name, table).map(([first = '']) => first)
const codes = (list: string): readonly string[] => codesOf(list).map(({ code }) => code)
const byName = (names: Iterable<string>): readonly string[] => [...names].toSorted()

const classCodes = Object.keys(tables.matrix)
const CLASS = /^[A-Z]+(_[A-Z]+)?$/
const SNAKE = /^[a-z]\w*$/

describe('the tables of docs/domain/', () => {
  it.each(pages.map(({ name }) => name))('%s has the tables that the data makes now (else: npm run docs)', (name) => {
    expect(textOf(name)).toBe(filled(textOf(name)))
  })

  it('are each on one page', () => {
    expect(byName(pages.flatMap(({ text }) => tablesOf(text)))).toEqual(byName(Object.keys(generatedTables)))
  })

  it('have every marker in its form, so that none is passed over', () => {
    for (const { name, text } of pages)
      expect({ name, markers: text.match(/^<!-- (table|end)/gm)?.length ?? 0 }).toEqual({ name, markers: tablesOf(text).length * 2 })
  })
})

describe('what the pages say, cell by cell', () => {
  it('gives each class and purpose the cell of the policy table', () => {
    const purposes = codes('purpose')
    for (const [sensitivity = '', ...cells] of rowsOf('access-matrix.md', 'matrix'))
      expect([sensitivity, cells]).toEqual([sensitivity, purposes.map((purpose) => tables.matrix[sensitivity]?.[purpose])])
    expect(firstCells('access-matrix.md', 'matrix')).toEqual(classCodes)
  })

  it('gives each class and requester the cell of the table of access requests', () => {
    const asked = Object.keys(tables.subjectAccess.left_out)
    for (const [sensitivity = '', ...cells] of rowsOf('access-matrix.md', 'subject_access'))
      expect([sensitivity, cells]).toEqual([sensitivity, asked.map((requester) => tables.subjectAccess.cells[sensitivity]?.[requester])])
    expect(firstCells('access-matrix.md', 'subject_access')).toEqual(classCodes)
  })

  it('names every role, kind of agency, purpose, basis, class, family, type, rule and policy, and no other', () => {
    expect(firstCells('roles.md', 'roles')).toEqual(Object.keys(tables.roles.roles))
    expect(firstCells('roles.md', 'agency_kinds')).toEqual(codes('agency_type'))
    expect(firstCells('purposes.md', 'purposes')).toEqual(codes('purpose'))
    expect(firstCells('purposes.md', 'bases')).toEqual(codes('lawful_basis'))
    expect(firstCells('classes.md', 'classes')).toEqual(codes('sensitivity_class'))
    expect(firstCells('events.md', 'assertion_bases')).toEqual(codes('assertion_basis'))
    expect(firstCells('events.md', 'families')).toEqual(families.map(({ code }) => code))
    expect(firstCells('events.md', 'event_types')).toEqual(eventTypes.map(({ type }) => type))
    expect(firstCells('events.md', 'system_types')).toEqual(systemTypes.map(({ eventType }) => eventType))
    expect([...firstCells('publish-rules.md', 'refusals'), ...firstCells('publish-rules.md', 'warnings')]).toEqual(
      publishRuleEntries.map(({ id }) => id),
    )
    expect(firstCells('publish-rules.md', 'language_rules')).toEqual(languageRules.rules.map(({ id }) => id))
    expect(firstCells('how-a-read-is-decided.md', 'policies')).toEqual(policies.map(({ id }) => id))
    expect(firstCells('keeping-and-correcting.md', 'retention')).toEqual(codes('retention_class'))
    expect(firstCells('whose-word-counts.md', 'instruments')).toEqual(tables.instruments.rows.map(({ instrument }) => instrument))
  })

  it('knows every family that a type is of', () => {
    expect(new Set(eventTypes.map(({ family }) => family))).toEqual(new Set(families.map(({ code }) => code)))
  })

  it.each([
    ['Role', Object.keys(tables.roles.roles)],
    ['Purpose', codes('purpose')],
    ['Class', classCodes],
  ])('has every %s that a Cedar policy names', (entity, known) => {
    const named = [...policyText.matchAll(new RegExp(`\\b${entity}::"(\\w+)"`, 'g'))].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('the reasons of docs/domain/', () => {
  it.each([
    ['roles.md', SNAKE, Object.keys(tables.roles.roles)],
    ['purposes.md', SNAKE, codes('purpose')],
    ['classes.md', CLASS, classCodes],
    ['access-matrix.md', CLASS, classCodes],
    ['publish-rules.md', /^[GW]\d\d$/, publishRuleEntries.map(({ id }) => id)],
    ['events.md', /^F\d+$/, families.map(({ code }) => code)],
    ['keeping-and-correcting.md', SNAKE, codes('retention_class')],
  ])('%s has one for each of its ids, and none of anything else', (name, form, ids) => {
    expect(byName(reasonsOn(name, form))).toEqual(byName(ids))
  })
})

describe('docs/glossary.md', () => {
  const words = [...readFileSync(join(domainFolder, '../glossary.md'), 'utf8').matchAll(/^\| (?<words>[^|]+) \| [^|]/gm)]
    .map(({ groups }) => groups?.words ?? '')
    .filter((cell) => cell !== 'Word' && !cell.startsWith('---'))

  it('gives one word one meaning', () => {
    const each = words.flatMap((cell) => cell.split(', '))
    expect(each.filter((word, at) => each.indexOf(word) !== at)).toEqual([])
    expect(each.length).toBeGreaterThan(100)
  })
})

describe('the index of docs/domain/', () => {
  it('names every page', () => {
    const listed = [...textOf('README.md').matchAll(/\]\((?<page>[\w-]+\.md)\)/g)].map(({ groups }) => groups?.page ?? '')
    expect(byName(new Set(listed))).toEqual(byName(pages.map(({ name }) => name).filter((name) => name !== 'README.md')))
  })

  it('has no link to what is not there, nor has any page', () => {
    const broken = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/\]\((?<to>[^)#]+)(#[^)]*)?\)/g)]
        .map(({ groups }) => groups?.to ?? '')
        .filter((to) => !to.startsWith('http') && !existsSync(join(domainFolder, to)))
        .map((to) => `${name}: ${to}`),
    )
    expect(broken).toEqual([])
  })
})
