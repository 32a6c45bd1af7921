import { defaultOf } from '../../infra/configuration/configuration.ts'
import { SETTING_GROUPS, SETTINGS, TOOL_SETTINGS, type Setting, type SettingName } from '../../infra/configuration/settings.ts'

const HEAD = `# Settings

Made of the configuration (\`infra/configuration/\`) by \`npm run docs\`; do not edit. Every setting is a variable of the environment, read once, at the start. Each has a default: \`npm start\`
needs none. One that is wrong, or misspelt, stops the start and is named with the accepted form, or with the one that was meant, never with its value. An empty one counts as not set.

*Read by* says which processes it concerns ([roles](../how-to/distributed.md#in-processes-of-their-own)); commands that look at the same parts (\`throughline backup\`, \`timeline rebuild\` …)
read what every process reads. Passwords and keys are never settings: a setting names the file.
`

const escaped = (text: string): string => text.replaceAll('|', '\\|')

const readers = ({ readBy }: Setting): string => (readBy === 'every process' ? readBy : readBy.join(', '))

function row([name, setting]: readonly [SettingName, Setting]): string {
  const value = defaultOf(name)
  const byDefault = value === undefined ? (setting.otherwise ?? 'none') : `\`${value}\``
  return `| ${[`\`${name}\``, byDefault, setting.unit ?? '', setting.does, setting.form, readers(setting)].map(escaped).join(' | ')} |`
}

const entries = Object.entries(SETTINGS) as readonly (readonly [SettingName, Setting])[]

const group = (name: Setting['group']): string =>
  [
    `## ${name}`,
    '| name | default | unit | what it does | it must be | read by |',
    '|---|---|---|---|---|---|',
    ...entries.filter(([, setting]) => setting.group === name).map(row),
  ].join('\n')

const tools = [
  '## Tests and tools',
  'No process that serves reads these, but for the first, which a trial may set.',
  '',
  '| name | what it does (default) |',
  '|---|---|',
  ...Object.entries(TOOL_SETTINGS).map(([name, does]) => `| \`${name}\` | ${escaped(does)} |`),
].join('\n')

/** The page docs/reference/settings.md. */
export const settingsPage = (): string => `${[HEAD, ...SETTING_GROUPS.map(group), tools].join('\n\n').replace('\n\n\n', '\n\n')}\n`
