import { posix } from 'node:path'
import type { Books, TextFile } from './books.ts'

/** A citation that leads to nothing here. */
export interface Broken {
  readonly path: string
  /** From 1. */
  readonly line: number
  /** What was cited. */
  readonly cited: string
  readonly why: string
}

type Found = Pick<Broken, 'cited' | 'why'>

/** Books that are not in this repository: what they say is in docs/domain/ or a decision record. */
const ELSEWHERE: readonly RegExp[] = [
  /(?<![\w-])(?:design|facts|craft|domain|users-and-security)\.md\b/g,
  /\busers-and-security\b(?!\.md)/g,
  /(?<!fixtures\/|\.\/)\bmodel\.json\b/g,
  /(?<=[([;] ?)[Dd]esign(?=\))/g,
  /\b[Dd]esign, (?:rule \d+|"[^"\n]*"|[A-Z]\w*)/g,
  /\b[Tt]he design\b(?! system)/g,
  /\b[Ii]ssues? #?\d+\b/g,
  /\bAC-[A-Z]\d+\b/g,
]

/** `D.10`, with what may follow of it: `(6)`, `, 3`, `step 7`, `field 6`. */
const SECTION =
  /(?<![\w.$/-])(?<name>[A-HR]\.\d{1,2})(?![\w/(]|\.\w)(?<rest>(?:,? (?:step |field )?\(?\d{1,2}\)?(?:(?:,| and) (?:\(\d{1,2}\)|\d{1,2}(?=\))))*)?)/g
const LETTER = /\b[Dd]omain(?: model)?`?,? (?<name>[A-HR])(?![\w.])/g
const RULE = /(?<![\w.#&%-])(?<name>[GWL]\d{2})(?![\w-])/g
const DECISION_PATH = /\bdecisions\/(?<number>\d{4})(?<name>-[\w-]+\.md)?/g
const DECISION_WORDS = /\b[Dd]ecisions? (?<numbers>\d{1,4}(?:(?:,| and|, and) \d{1,4})*)(?![\w.]\d)/g
const ROOTS = 'schemas|core|producers|consumers|gateway|policy|infra|commands|bench|demo|docs|tests|scripts|monitoring|findings|bin|\\.ci'
const PATH = new RegExp(`(?<![\\w./@:-])(?:${ROOTS})/[\\w.*<>{},/@-]*[\\w*>}/]`, 'g')
/** A module or policy by less than its whole path: `listings.ts`, `own-events/g14-bail-views.ts`. */
const MODULE = /(?<![\w./@<>*-])(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|cedar|avsc)(?![\w-])/g
const LINK = /\]\((?<to>[^)\s#]+)(?:#[^)\s]*)?\)/g

const IN_CODE = /\.(?:ts|mts|mjs|cjs|js|cedar)$/
const NAMES_PATHS = /\.(?:ts|mts|mjs|cjs|js|cedar|md|sh|yml|njk)$|Dockerfile$/

const numbersIn = (text: string): readonly string[] => text.match(/\d+/g) ?? []

function sections(line: string, { sections: known }: Books): readonly Found[] {
  const numbered = [...line.matchAll(SECTION)].flatMap(({ groups: { name = '', rest = '' } = {} }): readonly Found[] => {
    const items = known.get(name)
    if (items === undefined) return [{ cited: name, why: 'no page of docs/domain/ has this section' }]
    return numbersIn(rest)
      .filter((item) => items.size > 0 && !items.has(item))
      .map((item) => ({ cited: `${name} (${item})`, why: 'that section of docs/domain/ has no such item' }))
  })
  const lettered = [...line.matchAll(LETTER)].flatMap(({ groups: { name = '' } = {} }): readonly Found[] =>
    known.has(name) ? [] : [{ cited: `domain ${name}`, why: 'no page of docs/domain/ has this letter' }],
  )
  return [...numbered, ...lettered]
}

const rules = (line: string, { rules: known }: Books): readonly Found[] =>
  [...line.matchAll(RULE)].flatMap(({ groups: { name = '' } = {} }) =>
    known.has(name) ? [] : [{ cited: name, why: 'docs/domain/publish-rules.md has no such rule' }],
  )

function decisions(line: string, { decisions: known, paths }: Books): readonly Found[] {
  const why = 'docs/decisions/ has no such record'
  const inPaths = [...line.matchAll(DECISION_PATH)].flatMap(({ groups: { number = '', name = '' } = {} }) => {
    const cited = `decisions/${number}${name}`
    return known.has(Number(number)) && (name === '' || paths.has(`docs/${cited}`)) ? [] : [{ cited, why }]
  })
  const inWords = [...line.matchAll(DECISION_WORDS)].flatMap(({ groups: { numbers = '' } = {} }) =>
    numbersIn(numbers)
      .filter((number) => !known.has(Number(number)))
      .map((number) => ({ cited: `decision ${number}`, why })),
  )
  return [...inPaths, ...inWords]
}

const elsewhere = (line: string): readonly Found[] =>
  ELSEWHERE.flatMap((pattern) =>
    (line.match(pattern) ?? []).map((cited) => ({ cited, why: 'not in this repository: cite docs/domain/, docs/ or a decision' })),
  )

/** A path with `*`, `<…>` or `{…}` in it, as a form of paths. */
const asForm = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/(\*\*?|<[^>]*>|\{[^}]*\})/)
      .map((part, at) => (at % 2 === 0 ? part.replace(/[.+^$()|[\]\\]/g, '\\$&') : '[^/]*'))
      .join('')}(?:\\.\\w+)?$`,
  )

const MODULES = ['.ts', '.mjs']

/** What a command writes beside a file that is there, by the file's name with an ending more. */
const isBesideFile = (path: string, paths: ReadonlySet<string>): boolean => {
  const folder = posix.dirname(path)
  const parts = posix.basename(path).split('.')
  return parts.some((_, at) => at >= 2 && at < parts.length && paths.has(`${folder}/${parts.slice(0, at).join('.')}`))
}

/** Whether a path, as written in words, leads to a file or folder: with a form in it, or without the ending of a module. */
function leads(written: string, { paths }: Books): boolean {
  const path = written.replace(/\/$/, '')
  if (/[*<{]/.test(path)) {
    const form = asForm(path)
    return [...paths].some((known) => form.test(known))
  }
  return paths.has(path) || MODULES.some((ending) => paths.has(path + ending)) || isBesideFile(path, paths)
}

const NO_PATH = 'there is no such file or folder'

const pathsIn = (text: string, books: Books): readonly Found[] =>
  (text.match(PATH) ?? []).filter((path) => !/\/\d{4}$/.test(path) && !leads(path, books)).map((cited) => ({ cited, why: NO_PATH }))

/** Modules named by less than their whole path: one of that name is in the tree. */
const modulesIn = (text: string, { paths }: Books): readonly Found[] =>
  (text.match(MODULE) ?? [])
    .filter((name) => ![...paths].some((known) => known === name || known.endsWith(`/${name}`)))
    .map((cited) => ({ cited, why: NO_PATH }))

const links = (line: string, page: string, { paths }: Books): readonly Found[] =>
  [...line.matchAll(LINK)].flatMap(({ groups: { to = '' } = {} }) => {
    if (/^[a-z]+:/.test(to)) return []
    const path = posix.join(posix.dirname(page), to).replace(/\/$/, '')
    return path === '.' || paths.has(path) ? [] : [{ cited: to, why: NO_PATH }]
  })

/** What of each line of code is comment; of a line of another language, all of it. */
export function commentsOf(path: string, text: string): readonly string[] {
  const lines = text.split('\n')
  if (!IN_CODE.test(path)) return lines
  let within = false
  return lines.map((line) => {
    const opens = !within && /^\s*\/\*/.test(line)
    if (within || opens) {
      const end = line.indexOf('*/')
      within = end === -1
      return end === -1 ? line : line.slice(0, end)
    }
    return /(?:^|\s)\/\/ (?<words>.*)$/.exec(line)?.groups?.words ?? /\/\*\*? (?<words>[^*]*)\*\//.exec(line)?.groups?.words ?? ''
  })
}

/** Every citation of a file that leads to nothing. Paths are looked for in comments and pages; a decision record's are of the tree of its time, and are let be. */
export function brokenIn({ path, text }: TextFile, books: Books): readonly Broken[] {
  const comments = commentsOf(path, text)
  return text.split('\n').flatMap((line, at) => {
    const found = [
      ...elsewhere(line),
      ...sections(line, books),
      ...rules(line, books),
      ...decisions(line, books),
      ...(path.startsWith('docs/decisions/') || !NAMES_PATHS.test(path) ? [] : pathsIn(comments[at] ?? '', books)),
      ...(IN_CODE.test(path) ? modulesIn(comments[at] ?? '', books) : []),
      ...(path.endsWith('.md') ? links(line, path, books) : []),
    ]
    const once = new Map(found.map((one) => [one.cited, one]))
    return [...once.values()].map((one) => ({ path, line: at + 1, ...one }))
  })
}
