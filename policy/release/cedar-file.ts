import cedar, { type DetailedError, type PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'

/** A policy as its file has it, and as Cedar reads it. */
export interface CedarPolicy {
  /** In the file's own words, from its first annotation to its last character. */
  readonly source: string
  /** Where that begins in the file (characters). */
  readonly at: number
  readonly id: string | undefined
  readonly effect: PolicyJson['effect']
  /** Of whom, of what and of which questions it speaks. */
  readonly scope: Pick<PolicyJson, 'principal' | 'action' | 'resource'>
  readonly annotations: Readonly<Record<string, string | null>>
  readonly conditions: PolicyJson['conditions']
  /** The comment right above it, as one line of text. */
  readonly comment: string | undefined
}

/** What a Cedar file has, in its order, or why it is not Cedar. Templates are nothing that this engine asks. */
export type CedarFile =
  | { readonly policies: readonly CedarPolicy[]; readonly templates: readonly { readonly at: number }[] }
  | { readonly errors: readonly DetailedError[] }

const LINE_END = /\r\n|\n|\r/
/** What may stand between two policies: white space, and comments up to the end of their line. */
const BETWEEN = /(?:\s|\/\/[^\n\r]*)*/y

/** The number of the line that a character of a text is in, from 1. */
export const lineAt = (text: string, at: number): number => text.slice(0, at).split(LINE_END).length

/** Cedar counts bytes of UTF-8, we count characters. */
export const charactersIn = (text: string, bytes: number): number => Buffer.from(text, 'utf8').subarray(0, bytes).toString('utf8').length

/** The comment lines at the end of what stands above a policy. What follows the policy before on its last line is about that one. */
function commentIn(above: string, isFirst: boolean): string | undefined {
  const lines = above
    .split(LINE_END)
    .slice(isFirst ? 0 : 1, -1)
    .map((line) => line.trim())
  const comment = lines.slice(lines.findLastIndex((line) => !line.startsWith('//')) + 1)
  return comment.length === 0
    ? undefined
    : comment
        .map((line) => line.replace(/^\/\/ ?/, ''))
        .join(' ')
        .trim()
}

interface Located {
  readonly source: string
  readonly at: number
  readonly above: string
}

/** Texts that Cedar has found in a file (it sorts them by names of its own), in the file's order. */
function inOrder(text: string, sources: readonly string[]): readonly Located[] {
  const located: Located[] = []
  for (let from = 0; located.length < sources.length;) {
    BETWEEN.lastIndex = from
    const above = BETWEEN.exec(text)?.[0] ?? ''
    const at = from + above.length
    const source = sources.find((one) => text.startsWith(one, at))
    if (source === undefined) throw new Error('Cedar has a policy that its file does not have.')
    located.push({ source, at, above })
    from = at + source.length
  }
  return located
}

function policyOf({ source, at, above }: Located): CedarPolicy {
  const read = cedar.policyToJson(source)
  if (read.type === 'failure') throw new Error('Cedar does not read a policy that it has found.', { cause: read.errors })
  const { effect, principal, action, resource, conditions, annotations = {} } = read.json
  // An annotation without words is null, whatever Cedar's types say.
  const said = annotations as Readonly<Record<string, string | null>>
  return {
    source,
    at,
    id: said.id ?? undefined,
    effect,
    scope: { principal, action, resource },
    conditions,
    annotations: said,
    comment: commentIn(above, at === above.length),
  }
}

/** Reads a Cedar file. Everything about its policies is what Cedar says of them; only comments, which are nothing to Cedar, are read here. */
export function readCedarFile(text: string): CedarFile {
  const parts = cedar.policySetTextToParts(text)
  if (parts.type === 'failure') return { errors: parts.errors }
  const templates = new Set(parts.policy_templates)
  const located = inOrder(text, [...parts.policies, ...parts.policy_templates])
  return {
    policies: located.filter(({ source }) => !templates.has(source)).map(policyOf),
    templates: located.filter(({ source }) => templates.has(source)),
  }
}
