import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { languageFindings, languageRules } from '../../../../core/publish/language/language.ts'
import { compileRule } from '../../../../core/publish/language/language-rule.ts'
import { withoutQuotations } from '../../../../core/publish/language/quoted-speech.ts'
import type { AgencyEvent } from '../../../../schemas/codec/agency-event.ts'
import { catalogue, changed } from '../published.ts'

interface DomainRule {
  readonly id: string
  readonly level: string
  readonly pattern: string
  readonly advice: string
}
const domain = JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/language-rules.json'), 'utf8')) as {
  readonly rules: readonly DomainRule[]
  readonly speech_fields: readonly string[]
  readonly forbidden_code: string
}

/** Ids of the rules that speak to a text in `facts` of a research return. */
function spokenTo(facts: string): readonly string[] {
  const event = changed('LINNET-21', { details: { facts } }) as unknown as AgencyEvent
  const schema = catalogue.types.get(event.type)
  if (schema === undefined) throw new RangeError('no such type')
  return (['block', 'warn'] as const)
    .flatMap((level) => languageFindings(event, schema, level, level))
    .map(({ rule = '' }) => rule)
    .sort()
}

describe('the language rules', () => {
  it('are those of the domain: ids, levels, advice and what is quoted speech', () => {
    expect(languageRules.rules.map(({ id, level, advice }) => ({ id, level, advice }))).toEqual(
      domain.rules.map(({ id, level, advice }) => ({ id, level, advice })),
    )
    expect([...languageRules.spoken_fields]).toEqual([...domain.speech_fields])
  })

  it.each<[string, string]>([
    ['L01', 'The mother failed  to protect them.'],
    ['L01', 'A failure\nto protect.'],
    ['L02', 'She chose to stay.'],
    ['L03', 'Mum let him back in.'],
    ['L04', 'Did not engage, said the victim.'],
    ['L04', 'didn’t engage with IDVA'],
    ['L05', 'He was provoked.'],
    ['L05', 'He was pro\u00advoked.'],
    ['L05', 'ＰＲＯＶＯＫＥＤ'],
    ['L06', 'Mutual violence.'],
    ['L07', 'A volatile relationship.'],
    ['L08', 'Domestic dispute.'],
    ['L09', 'He alleges much.'],
    ['L10', 'Historic abuse.'],
    ['L11', 'A one-off.'],
    ['L12', 'Her lifestyle.'],
    ['L13', 'He saw red.'],
    ['L14', 'Fuelled by alcohol.'],
    ['L15', 'She was punched.'],
    ['L16', 'Exposed to domestic abuse.'],
    ['L17', 'The complainant.'],
    ['L18', 'A difficult woman.'],
    ['L18', 'She was rather hysterical.'],
    ['L19', 'He choked her.'],
    ['L20', 'Parental alienation.'],
    ['L21', 'Only verbal.'],
    ['L22', 'An affair.'],
    ['L23', 'A good dad.'],
    ['L24', 'She should leave.'],
  ])('%s speaks to: %s', (id, text) => {
    expect(spokenTo(text)).toContain(id)
  })

  it.each<[string, string]>([
    ['what is in quotation marks', 'He shouted "you provoked me" at her.'],
    ['what is in curly quotation marks', 'He shouted “you provoked me. It’s you” at her.'],
    ['what is in single quotation marks', "He shouted 'you didn't engage, mum, you provoked me' at her."],
    ['what is in single curly marks', 'He shouted ‘she didn’t listen, she provoked me’ at her.'],
    ['a counter-allegation', 'See the counter-allegation of May.'],
    ['who did it', 'She was punched by him.'],
    ['the label of another sentence', 'Parking was difficult. The victim came.'],
    ['a place', 'He waited near the arrow shop.'],
  ])('say nothing of %s', (_, text) => {
    expect(spokenTo(text)).toEqual([])
  })

  it('speak to what stands between two quotations, and after a mark that is not closed', () => {
    expect(spokenTo('He said "no" and was provoked by "this".')).toEqual(['L05'])
    expect(spokenTo('It is 5" long and he was provoked.')).toEqual(['L05'])
    expect(spokenTo("The victims' mother failed to protect, in the victims' home.")).toEqual(['L01'])
  })

  it('answer with their advice, and not with the words that they met', () => {
    const event = changed('LINNET-21', { details: { facts: 'PLANTED was provoked.' } }) as unknown as AgencyEvent
    const schema = catalogue.types.get(event.type)
    expect(schema && languageFindings(event, schema, 'block', 'G21')).toEqual([
      {
        pointer: '/data/details/facts',
        code: 'G21',
        rule: 'L05',
        detail: 'Remove: no one causes another to abuse (language rule L05).',
      },
    ])
  })

  it('meet no code of any code list that blames', () => {
    const forbidden = new RegExp(domain.forbidden_code)
    const codes = [...catalogue.codeLists.values()].flatMap((list) => list.codes.map(({ code }) => code))
    expect(codes.filter((code) => forbidden.test(code))).toEqual([])
    expect(codes.length).toBeGreaterThan(900)
  })
})

/** 64 kB that a pattern has to look at again and again. */
const hostile = [
  'disengaged ',
  'did not engage ',
  'difficult ',
  'mum difficul',
  'non-engag',
  'nonengag',
  'fail ',
  'failed     ',
  ' ',
  '\n',
  'she put ',
  'refusx to engag',
  'historical ',
  'was hit ',
  'because he was ',
  'only a ',
  'counter-',
  'claim',
  '"',
  '“',
  '‘',
  "'",
  " 'a",
  '’',
  '«',
  "a'a",
  '\u00ad',
  'ｘ',
  '𝐱',
  'a.',
].map((piece) => [piece, piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536)] as const)

/** Milliseconds of the processor, the best of three: the rest of the machine is not what is looked at. */
const took = (work: () => unknown): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const start = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1_000
    }),
  )

describe('64 kB of hostile text', () => {
  it('costs each language rule, and the search for quotations, less than 50 ms', () => {
    const tests = languageRules.rules.map((rule) => [rule.id, compileRule(rule)] as const)
    const times = hostile.flatMap(([piece, text]) => [
      ...tests.map(([id, speaksTo]) => ({ id, piece, ms: took(() => speaksTo(text)) })),
      { id: 'quotations', piece, ms: took(() => withoutQuotations(text)) },
    ])
    const slowest = times.reduce((one, other) => (other.ms > one.ms ? other : one))
    process.stdout.write(`slowest language rule on 64 kB: ${slowest.id}, ${slowest.ms.toFixed(1)} ms\n`)
    expect(slowest.ms).toBeLessThan(50)
  })
})
