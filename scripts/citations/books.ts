/** A file of the tree, by its path from the root with forward slashes. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** What there is to cite. */
export interface Books {
  /** Sections of docs/domain/ (`D.10`, `R.5`, `E`), each with the numbers of its items. */
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>
  /** Ids of publish rules, warnings and language rules: `G13`, `W09`, `L07`. */
  readonly rules: ReadonlySet<string>
  /** Numbers of decision records, without leading zeros. */
  readonly decisions: ReadonlySet<number>
  /** Every file and folder of the tree. */
  readonly paths: ReadonlySet<string>
}

const DOMAIN_PAGE = /^docs\/domain\/[\w-]+\.md$/
const DECISION = /^docs\/decisions\/(?<number>\d{4})-[\w-]+\.md$/
const HEADING = /^#+ (?<words>.+)$/
const NUMBERED_HEADING = /^#+ \((?<item>\d+)\)/
const NUMBERED_ITEM = /^(?<item>\d+)\. /
const RULE_ROW = /^\| (?<rule>[GWL]\d\d) \|/
const KEYED_ITEM = /^- \*\*(?<key>[A-Z]\.\d+) /
/** A heading that opens a letter, `C. Roles`, or sections, `D.3 Classes` or `D.1, D.5–D.7 How …`. */
const LETTER = /^(?<letter>[A-Z])\. /
const SECTIONS = /^[A-Z]\.\d+(?:(?:–|, )[A-Z]\.\d+)*(?= )/
const SECTION = /(?<letter>[A-Z])\.(?<number>\d+)(?:–[A-Z]\.(?<last>\d+))?/g

/** The sections that a heading opens, by what stands before its first word. */
function sectionsIn(words: string): readonly string[] {
  const lettered = LETTER.exec(words)?.groups?.letter
  if (lettered !== undefined) return [lettered]
  return [...(SECTIONS.exec(words)?.[0] ?? '').matchAll(SECTION)].flatMap(({ groups: { letter = '', number = '', last = '' } = {} }) => {
    const from = Number(number)
    return Array.from({ length: (last === '' ? from : Number(last)) - from + 1 }, (_, at) => `${letter}.${String(from + at)}`)
  })
}

function readDomainPage(text: string, sections: Map<string, Set<string>>): void {
  let open: readonly string[] = []
  const add = (name: string): void => void (sections.has(name) || sections.set(name, new Set()))
  for (const line of text.split('\n')) {
    const words = HEADING.exec(line)?.groups?.words
    const opened = words === undefined ? [] : sectionsIn(words)
    if (opened.length > 0) {
      open = opened
      opened.forEach(add)
    }
    const key = KEYED_ITEM.exec(line)?.groups?.key
    if (key !== undefined) add(key)
    const item = (NUMBERED_HEADING.exec(line) ?? NUMBERED_ITEM.exec(line))?.groups?.item
    if (item !== undefined) for (const name of open) sections.get(name)?.add(item)
  }
}

const foldersOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('/'))

/** Reads what a tree has to cite: its domain's pages, publish rules, decision records and paths. */
export function booksOf(files: readonly TextFile[], paths: readonly string[]): Books {
  const sections = new Map<string, Set<string>>()
  const rules = new Set<string>()
  for (const { path, text } of files.filter((file) => DOMAIN_PAGE.test(file.path))) {
    readDomainPage(text, sections)
    for (const line of text.split('\n')) {
      const rule = RULE_ROW.exec(line)?.groups?.rule
      if (rule !== undefined && path.endsWith('/publish-rules.md')) rules.add(rule)
    }
  }
  const decisions = paths.flatMap((path) => DECISION.exec(path)?.groups?.number ?? []).map(Number)
  return { sections, rules, decisions: new Set(decisions), paths: new Set(paths.flatMap((path) => [path, ...foldersOf(path)])) }
}
