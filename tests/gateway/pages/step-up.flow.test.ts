import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createVisitor, dateFields, hiddenField, signIn, type Visitor } from '../../fixtures/browser-like.ts'
import { readerOf } from '../../flow/reading.ts'
import { LOOKUP, REASON, startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'

const IDVA = readerOf('westmere-idva-lv1', 'idva', 'westmere-idva', 'allocated')

describe('steps beyond a read, on the pages', () => {
  let world: StepUpWorld
  beforeAll(async () => {
    world = await startStepUpWorld()
    await world.running.link('case', [world.event], [IDVA])
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const lookUps = async (): Promise<number> =>
    ((await world.get('/v1/access-records?limit=1000', 'auditor')).json as { items: readonly { action: string }[] }).items.filter(
      ({ action }) => action === 'case-lookup',
    ).length

  const visit = async (
    person: string,
    purpose: string,
  ): Promise<{ readonly visitor: Visitor; readonly csrf: string; readonly cases: string }> => {
    const visitor = createVisitor(world.running.service.origin)
    const csrf = hiddenField((await signIn(visitor, person)).text, 'csrf')
    return { visitor, csrf, cases: (await visitor.submit('/purpose', { csrf, purpose })).text }
  }

  it('a case that no meeting has listed asks an allocated worker for words, says what is wrong with them, and then opens for the visit', async () => {
    const { visitor, csrf, cases } = await visit(IDVA.id, 'marac_risk_management')
    const path = `/cases/${world.caseFor('westmere-idva')}`
    expect([
      cases.includes(`<a class="govuk-link" href="${path}">Say why you need case 1 of 1</a>`),
      cases.includes('Callum Reid'),
    ]).toEqual([true, false])
    const asked = await visitor.open(path)
    expect([asked.status, asked.text.includes('Say why you need this case')]).toEqual([403, true])
    const short = await visitor.submit(`${path}/justification`, { csrf, words: 'Because.' })
    expect([short.status, short.text.includes('There is a problem'), short.text.includes('>Because.</textarea>')]).toEqual([
      400,
      true,
      true,
    ])
    const opened = await visitor.submit(`${path}/justification`, { csrf, words: REASON })
    expect([opened.status, opened.url.endsWith(path), opened.text.includes('Callum Reid')]).toEqual([200, true, true])
    expect(opened.url).not.toContain('?')
    expect((await visitor.open(`${path}/timeline?family=F1`)).status).toBe(200)
    const list = (await visitor.open('/cases')).text
    expect([list.includes(`<a class="govuk-link" href="${path}">Callum Reid</a>`), list.includes('Say why')]).toEqual([true, false])
    await visitor.submit('/sign-out', { csrf })
    expect((await (await visit(IDVA.id, 'marac_risk_management')).visitor.open(path)).status).toBe(403)
  })

  it('emergency access begins with a card that says what follows, takes an identifier and a reason, and shows the case', async () => {
    const { visitor, csrf, cases } = await visit('westmere-social-worker', 'child_safeguarding')
    expect(cases).toContain('href="/break-glass"')
    const card = await visitor.open('/break-glass')
    for (const words of ['The MARAC chair and the data protection officer are told now', 'It lasts 4 hours', 'Date of birth'])
      expect(card.text).toContain(words)
    const { birth_date: born, ...sought } = LOOKUP
    const wrong = await visitor.submit('/break-glass', { csrf, ...sought, ...dateFields('birth_date', '1993-13-08'), reason: 'Soon.' })
    expect([
      wrong.status,
      wrong.text.includes('<a href="#birth_date-month">The date of birth must have a month from 1 to 12.</a>'),
      wrong.text.includes('href="#reason"'),
      wrong.text.includes(`value="${sought.value}"`),
      wrong.text.includes('value="1993"'),
      wrong.text.includes('>Soon.</textarea>'),
    ]).toEqual([400, true, true, true, true, true])
    const opened = await visitor.submit('/break-glass', { csrf, ...sought, ...dateFields('birth_date', born), reason: REASON })
    expect([opened.status, new URL(opened.url).pathname, opened.text.includes('Callum Reid')]).toEqual([
      200,
      `/cases/${world.caseFor('westmere-csc')}`,
      true,
    ])
    expect(opened.text).toContain('Emergency access, until 8:00pm today. Reviewed by a MARAC chair')
  })

  it('a number that nobody can have is an error at its field, which says what would be right; nothing is looked up', async () => {
    const { visitor, csrf } = await visit('westmere-social-worker', 'child_safeguarding')
    const before = await lookUps()
    for (const [scheme, value, form] of [
      ['PNC', '2011/0090211Y', 'a PNC id is a year, a serial and the check letter'],
      ['NHS', '943 476 5918', 'an NHS number has ten digits, of which the last is a check digit'],
      ['CRN', '123456', 'a CRN is a letter and six digits'],
      ['NOMIS', 'A12B', 'a NOMIS number is a letter, four digits and two letters'],
      ['NINO', 'QQ123456C', 'a National Insurance number is two letters, six digits'],
    ] as const) {
      const wrong = await visitor.submit('/break-glass', { csrf, ...LOOKUP, scheme, value })
      expect([wrong.status, wrong.text.includes('id="value-error"'), wrong.text.includes(form)]).toEqual([400, true, true])
      for (const kept of [`value="${value}"`, `value="${scheme}" selected`, LOOKUP.reason])
        expect(wrong.text).toContain(kept)
    }
    expect(await lookUps()).toBe(before)
  })

  it('a number that leads nowhere says that nothing was found, keeps what was typed, and does not say which of the two was wrong', async () => {
    const { visitor, csrf } = await visit('westmere-social-worker', 'child_safeguarding')
    const pageOf = async (sought: object): Promise<string> => {
      const page = await visitor.submit('/break-glass', { csrf, ...LOOKUP, ...sought })
      expect([page.status, page.text.includes('Nothing was found for this number and date of birth')]).toEqual([404, true])
      return page.text
    }
    const other = await pageOf({ birth_date: '1990-01-01' })
    for (const kept of [`value="${LOOKUP.value}"`, 'value="1990-01-01"', LOOKUP.reason]) expect(other).toContain(kept)
    const nobody = await pageOf({ value: '2011/0090212Y' })
    expect(nobody.replaceAll('2011/0090212Y', LOOKUP.value).replaceAll(LOOKUP.birth_date, '1990-01-01')).toBe(other)
  })

  it('asks somebody who signed in more than five minutes ago to do it again, comes back with the purpose, and takes nobody else', async () => {
    const again = async (person: string) => {
      const { visitor, csrf } = await visit('westmere-social-worker', 'child_safeguarding')
      const before = [...visitor.cookies.values()]
      world.running.clock.moveTo(world.running.clock.now() + 5 * 60_000)
      const asked = await visitor.open('/break-glass')
      expect([asked.status, asked.text.includes('you must have signed in within the last five minutes')]).toEqual([401, true])
      expect((await visitor.submit('/break-glass', { csrf, ...LOOKUP, reason: REASON })).status).toBe(401)
      expect((await visitor.submit('/sign-in/again', { csrf, to: 'https://elsewhere.example/' })).status).toBe(400)
      // As when the provider's own session has ended meanwhile.
      for (const name of visitor.cookies.keys()) if (name.startsWith('_')) (visitor.cookies as Map<string, string>).delete(name)
      const picker = await visitor.submit('/sign-in/again', { csrf, to: '/break-glass' })
      const shown = await visitor.submit(/action="(\/oidc\/interaction\/[^"]+)"/.exec(picker.text)?.[1] ?? '', { person })
      return { visitor, shown, before }
    }
    const { visitor, shown, before } = await again('westmere-social-worker')
    expect([shown.status, new URL(shown.url).pathname, shown.text.includes('It lasts 4 hours')]).toEqual([200, '/break-glass', true])
    expect([...visitor.cookies.values()]).not.toEqual(before)
    const other = await again('westmere-chair')
    expect([other.shown.status, (await other.visitor.open('/cases')).url.endsWith('/sign-in')]).toEqual([401, true])
  })

  it('is not offered to other roles, and refused to them', async () => {
    const { visitor, csrf, cases } = await visit('westmere-oocr', 'oocr_decision')
    expect(cases).not.toContain('href="/break-glass"')
    const fields = { ...LOOKUP, ...dateFields('birth_date', LOOKUP.birth_date), reason: REASON }
    const refused = await visitor.submit('/break-glass', { csrf, ...fields })
    expect([refused.status, refused.text.includes('No emergency access for your role and purpose')]).toEqual([403, true])
  })

  it('waits for the chair with who and why, and is gone once it is reviewed', async () => {
    const { visitor, csrf, cases } = await visit('westmere-chair', 'marac_risk_management')
    expect(cases).toContain('href="/reviews"')
    const queue = await visitor.open('/reviews')
    for (const words of [
      REASON,
      'westmere-csc:westmere-social-worker',
      'Opened on 5 September 2025 at 4:00pm',
      'Due',
      '8 September 2025 at 4:00pm',
    ])
      expect(queue.text).toContain(words)
    const action = /action="(\/reviews\/[^"]+)"/.exec(queue.text)?.[1] ?? ''
    const wrong = await visitor.submit(action, { csrf, note: 'Fine.' })
    expect([wrong.status, wrong.text.includes('There is a problem')]).toEqual([400, true])
    const done = await visitor.submit(action, {
      csrf,
      outcome: 'justified',
      note: 'Officers attended within the hour and found what was feared.',
    })
    expect([done.status, done.text.includes('There is nothing for you to review.')]).toEqual([200, true])
  })

  it('takes no form without the token of the visit', async () => {
    const { visitor } = await visit('westmere-social-worker', 'child_safeguarding')
    for (const path of [
      '/break-glass',
      `/cases/${world.caseFor('westmere-csc')}/break-glass`,
      `/cases/${world.caseFor('westmere-csc')}/justification`,
      '/reviews/x',
    ]) {
      expect((await visitor.submit(path, { ...LOOKUP, reason: REASON, words: REASON, csrf: 'x'.repeat(43) })).status).toBe(403)
    }
  })
})
