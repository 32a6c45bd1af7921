import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createVisitor, hiddenField, signIn, type Shown } from '../../fixtures/browser-like.ts'
import { startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'

describe('a purpose without a view', () => {
  let world: StepUpWorld
  beforeAll(async () => {
    world = await startStepUpWorld({ count: 1 })
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const visit = async (
    person: string,
    purpose?: string,
  ): Promise<{ readonly page: Shown; readonly follow: () => Promise<readonly number[]> }> => {
    const visitor = createVisitor(world.running.service.origin)
    const choice = await signIn(visitor, person)
    const page = purpose === undefined ? choice : await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose })
    const main = /<main[^]*<\/main>/.exec(page.text)?.[0] ?? ''
    const links = [...main.matchAll(/href="(\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(links.length).toBeGreaterThan(0)
    return { page, follow: () => Promise.all(links.map(async (path) => (await visitor.open(path)).status)) }
  }

  it.each([
    ['evaluator', 'evaluation_research', 403, 'Evaluation is answered as an extract'],
    ['dpo', 'subject_access', 403, 'A request for access is answered with a pack'],
    ['westmere-coordinator', 'service_mapping', 403, 'Service mapping is answered in numbers'],
    ['auditor', 'audit', 200, 'Who saw a person, and what'],
    ['admin', undefined, 200, 'Your role does not read timelines'],
  ] as const)(
    'says to %s, for %s, what they can do instead, with the header and links that lead somewhere',
    async (person, purpose, status, words) => {
      const { page, follow } = await visit(person, purpose)
      expect([page.status, page.text.includes(words), page.text.includes('Sign out')]).toEqual([status, true, true])
      expect(new Set(await follow())).toEqual(new Set([200]))
    },
  )

  it('offers another purpose to who has one', async () => {
    const offers = async (person: string, purpose: string): Promise<boolean> =>
      /<main[^]*href="\/purpose"[^]*<\/main>/.test((await visit(person, purpose)).page.text)
    expect([await offers('dpo', 'subject_access'), await offers('evaluator', 'evaluation_research')]).toEqual([true, false])
  })
})
