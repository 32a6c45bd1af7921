import { describe, expect, it } from '@jest/globals'
import { createBearing } from '../../../policy/release/bearing.ts'
import { readCedarFile } from '../../../policy/release/cedar-file.ts'
import type { Question } from '../../../policy/release/question.ts'

const QUESTION: Question = {
  about: 'class',
  role: 'idva',
  action: 'show',
  resource: 'RISK',
  values: { purpose: 'audit', cell: 'A', cap: 'A' },
  facts: ['approved', 'reduced'],
}

/** Whether two questions are taken for one, under policies that are written as in a file. */
function areOne(text: string, other: Partial<Question>): boolean {
  const read = readCedarFile(text)
  if ('errors' in read) throw new Error('It is not Cedar.')
  const bearingOf = createBearing({ request: [], event: [], class: read.policies })
  return bearingOf(QUESTION).key === bearingOf({ ...QUESTION, ...other }).key
}

const OTHERS = {
  role: { role: 'dpo' },
  resource: { resource: 'META' },
  purpose: { values: { ...QUESTION.values, purpose: 'evaluation_research' } },
  cell: { values: { ...QUESTION.values, cell: 'W' } },
  reduced: { facts: ['approved'] },
} as const

/** What of the question tells two questions apart. */
const tellApart = (text: string): readonly string[] =>
  Object.entries(OTHERS).flatMap(([name, other]) => (areOne(text, other) ? [] : [name]))

describe('what of a question bears on its answer', () => {
  it('is nothing where no policy reads anything', () => {
    expect(tellApart('permit (principal, action, resource);')).toEqual([])
  })

  it('is what the policies read', () => {
    expect(tellApart('permit (principal, action, resource) when { context.cell == "A" };')).toEqual(['cell'])
    expect(tellApart('permit (principal, action, resource) unless { context.purpose == "audit" };')).toEqual(['purpose'])
    expect(tellApart('permit (principal, action, resource) when { [Class::"RISK"].contains(resource) };')).toEqual(['resource'])
    expect(tellApart('permit (principal, action, resource) when { principal == Role::"idva" };')).toEqual(['role'])
    expect(tellApart('permit (principal, action, resource) unless { context.facts.contains(Fact::"reduced") };')).toEqual(['reduced'])
  })

  it('is whom and what a policy is about, and which action', () => {
    expect(tellApart('permit (principal == Role::"idva", action, resource);')).toEqual(['role'])
    expect(tellApart('permit (principal, action, resource == Class::"META");')).toEqual(['resource'])
    expect(tellApart('permit (principal, action == Action::"weigh", resource) when { context.cell == "A" };')).toEqual([])
    expect(tellApart('permit (principal, action in [Action::"weigh", Action::"show"], resource) when { context.cell == "A" };')).toEqual([
      'cell',
    ])
    expect(areOne('permit (principal, action, resource);', { action: 'reduce' })).toBe(false)
  })

  it('is nothing of a policy that first needs a fact that is not true', () => {
    expect(
      tellApart('forbid (principal, action, resource) when { context.facts.contains(Fact::"refused") && context.purpose == "audit" };'),
    ).toEqual([])
    expect(
      tellApart('forbid (principal, action, resource) when { context.facts.contains(Fact::"approved") && context.purpose == "audit" };'),
    ).toEqual(['purpose'])
  })

  it('is all that a policy reads where the fact that it needs is not the first that it asks, or is one of two', () => {
    expect(
      tellApart('forbid (principal, action, resource) when { context.purpose == "audit" && context.facts.contains(Fact::"refused") };'),
    ).toEqual(['purpose'])
    expect(
      tellApart('forbid (principal, action, resource) when { context.facts.contains(Fact::"refused") || context.purpose == "audit" };'),
    ).toEqual(['purpose'])
    expect(
      tellApart('forbid (principal, action, resource) unless { context.facts.contains(Fact::"refused") && context.purpose == "audit" };'),
    ).toEqual(['purpose'])
  })

  it('is everything where a policy is written in a way that is not understood', () => {
    const everything = Object.keys(OTHERS)
    expect(tellApart('permit (principal, action, resource) when { context.facts.containsAny([Fact::"reduced"]) };')).toEqual(everything)
    expect(tellApart('permit (principal, action, resource) when { context has cell };')).toEqual(everything)
    expect(tellApart('permit (principal is Role, action, resource);')).toEqual(everything)
    expect(tellApart('permit (principal, action, resource in Class::"RISK");')).toEqual(everything)
  })
})
