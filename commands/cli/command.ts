import type { Command } from 'commander'

/** Options that every command has. */
export interface Common {
  readonly json?: boolean
}

/** A command below `parent`, with the options that every command has. */
export function command(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description).option('--json', 'answer as JSON on standard output')
}
