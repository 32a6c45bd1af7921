import { describe, expect, it } from '@jest/globals'
import { routeKey, ROUTES } from '../../../../gateway/api/routes.ts'
import { formAt, needsPurpose, pageOfForm, takesWords } from '../../../../gateway/pages/kept/form-pages.ts'

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'
const pageOf = (action: string, fields: Readonly<Record<string, string>> = {}): string => {
  const row = formAt(action)
  if (row === undefined) throw new Error(`No form at ${action}`)
  return pageOfForm(row, action, new Map(Object.entries(fields)))
}

describe('the page of a form', () => {
  it.each([
    [`/cases/${ID}/justification`, `/cases/${ID}`],
    [`/cases/${ID}/break-glass`, `/cases/${ID}/break-glass`],
    ['/break-glass', '/break-glass'],
    [`/reviews/${ID}`, '/reviews'],
    [`/reviews/${ID}/allow`, '/reviews'],
    [`/cases/${ID}/allocations/${ID}/end`, `/cases/${ID}/allocations`],
    ['/allocations/approvals', '/allocations'],
    [`/confirmations/${ID}`, '/confirmations'],
    [`/recalls/${ID}`, '/recalls'],
    ['/publications/%2Fagencies%2Fa/1', '/publications/%2Fagencies%2Fa/1'],
  ])('%s stands on %s', (action, page) => {
    expect(pageOf(action)).toBe(page)
  })
  it('is the one that the form says, where it stands on two', () => {
    expect(pageOf(`/reviews/${ID}/allow`, { list: 'closed' })).toBe('/reviews/closed')
  })
  it('is found for every form with words', () => {
    for (const row of ROUTES.filter(takesWords))
      expect([routeKey(row), pageOf(row.path.replaceAll(/:[a-z]+/g, ID)) === '/']).toEqual([routeKey(row), false])
  })
  it('is no page of signing out, of a purpose, or elsewhere', () => {
    for (const address of [
      '/sign-out',
      '/purpose',
      '/stay',
      '/exit',
      'https://elsewhere.example/break-glass',
      '//elsewhere/break-glass',
      '',
    ])
      expect(formAt(address)).toBeUndefined()
  })
  it('asks for a purpose or does not', () => {
    expect([needsPurpose('/break-glass'), needsPurpose('/publications/%2Fagencies%2Fa/1')]).toEqual([true, false])
  })
})
