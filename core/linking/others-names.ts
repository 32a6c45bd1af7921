import { nameSpans } from './name-spans.ts'
import { token, type LinkingSecret } from './tokens.ts'

/** Kinds of tokens that a person's names have. */
export const NAME_KINDS = ['given_name', 'surname', 'full_name'] as const

/** Finds where a text names others: by keyed tokens of their names, but for names that somebody of one's own shares. `others`, `own`: tokens of every name kind. */
export function findOthersNames(secret: LinkingSecret, others: ReadonlySet<string>, own: ReadonlySet<string>): (text: string) => readonly { readonly from: number, readonly until: number }[] {
  const known = new Map<string, boolean>()
  const isOther = (name: string): boolean => {
    const before = known.get(name)
    if (before !== undefined) return before
    const tokens = NAME_KINDS.map((kind) => token(secret, kind, name))
    const found = tokens.some((one) => others.has(one)) && !tokens.some((one) => own.has(one))
    known.set(name, found)
    return found
  }
  return (text) => nameSpans(text).filter(({ name }) => isOther(name)).map(({ from, until }) => ({ from, until }))
}
