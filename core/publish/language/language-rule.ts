/** A pattern of a language rule. */
export interface LanguagePattern {
  /** Regular expression, whatever the case of letters. Every repetition is bounded, or ends where a word or its white space does. */
  readonly pattern: string
  /** What must come after it in the same sentence (up to a full stop). Of its own, so that no search is quadratic in the text. */
  readonly followed_by?: string
}

/** A rule of how people are written about, as language-rules.json has it. */
export interface LanguageRule {
  /** L01 … L24. */
  readonly id: string
  /** `block`: a refusal (G21); `warn`: a warning (W01). */
  readonly level: 'block' | 'warn'
  readonly patterns: readonly LanguagePattern[]
  /** What to write instead: the words of the answer. */
  readonly advice: string
}

/** language-rules.json. */
export interface LanguageRules {
  /** Counts up with every change. */
  readonly version: number
  /** First day in force, ISO date. */
  readonly from: string
  /** Fields of details that hold what somebody said, as it was said. */
  readonly spoken_fields: readonly string[]
  readonly rules: readonly LanguageRule[]
}

const last = (expression: RegExp, text: string): number => [...text.matchAll(expression)].at(-1)?.index ?? -1

function compilePattern({ pattern, followed_by: after }: LanguagePattern): (text: string) => boolean {
  const expression = new RegExp(pattern, 'i')
  if (after === undefined) return (text) => expression.test(text)
  const following = new RegExp(after, 'gi')
  return (text) =>
    expression.test(text) &&
    text.split('.').some((sentence) => {
      const first = expression.exec(sentence)
      return first !== null && last(following, sentence) >= first.index + first[0].length
    })
}

/** Compiles a rule: does it speak to a text? Linear in the text. */
export function compileRule({ patterns }: LanguageRule): (text: string) => boolean {
  const tests = patterns.map(compilePattern)
  return (text) => tests.some((test) => test(text))
}
