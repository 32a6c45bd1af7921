import { readFileSync } from 'node:fs'

/** A command of a page, with what it is to print, where the page shows it. */
export interface PageCommand {
  /** The heading that it stands under. */
  readonly heading: string
  readonly command: string
  readonly prints: string | undefined
}

const FENCE = /^(#+ .+)$|^```(sh|text)\n([\s\S]*?)^```$/gm

/** The shell commands of a page in Markdown, in order; a `text` block is what the command above it prints. */
export function commandsOf(file: string): readonly PageCommand[] {
  const commands: PageCommand[] = []
  let heading = ''
  for (const [, title, kind, body = ''] of readFileSync(file, 'utf8').matchAll(FENCE)) {
    if (title !== undefined) heading = title.replace(/^#+ /, '')
    else if (kind === 'sh') commands.push({ heading, command: body, prints: undefined })
    else {
      const above = commands.pop()
      if (above === undefined || above.prints !== undefined) throw new Error(`Output without a command under "${heading}".`)
      commands.push({ ...above, prints: body })
    }
  }
  return commands
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What a command is to print, as a pattern: `…` stands for anything. */
export const printed = (text: string): RegExp => new RegExp(`^${text.trim().split('…').map(escaped).join('[\\s\\S]*')}$`)
