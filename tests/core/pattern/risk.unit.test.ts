import { describe, expect, it } from '@jest/globals'
import { riskView } from '../../../core/pattern/risk.ts'
import { item } from './items.ts'

describe('risk', () => {
  it('has each tool by itself, on its own scale, with who assessed, when, and her view', () => {
    const dash = item('risk.assessment-completed', '2025-01-03', {
      tool: 'DASH',
      level: 'high',
      ticks: 17,
      harmed_perception: 'I am afraid',
      informed_by_harmed: true,
    })
    const sara = item('risk.assessment-completed', '2025-02-03', { tool: 'SARA', level: 'rosh_high' })
    const again = item('risk.assessment-completed', '2025-03-03', { tool: 'DASH', level: 'medium', ticks: 12 })
    const { tools } = riskView([dash, sara, again])
    expect(tools.map(({ tool, most, assessments }) => [tool, most, assessments.map(({ score }) => score)])).toEqual([
      ['DASH', 24, [17, 12]],
      ['SARA', null, [null]],
    ])
    expect(tools[0]?.assessments[0]).toMatchObject({
      on: '2025-01-03',
      level: 'high',
      her_view: 'I am afraid',
      informed_by_harmed: true,
      agency: { id: 'norshire-police' },
    })
  })

  it('has nothing that stands for all tools together', () => {
    expect(Object.keys(riskView([]))).toEqual(['tools', 'levels'])
  })

  it('has a level of which the tool is not shown, and changes of level with their reasons', () => {
    const reduced = item('risk.assessment-completed', '2025-01', { level: 'high' }, { state: 'reduced' })
    const changed = item('risk.level-changed', '2025-02-01', {
      from_level: 'medium',
      to_level: 'high',
      reasons: ['strangulation'],
      harmed_input: 'given_direct',
    })
    expect(riskView([reduced, changed])).toMatchObject({
      tools: [{ tool: null, most: null, assessments: [{ level: 'high', score: null, her_view: null }] }],
      levels: [{ event: changed.id, from: 'medium', to: 'high', reasons: ['strangulation'] }],
    })
  })
})
