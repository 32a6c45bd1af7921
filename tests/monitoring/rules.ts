import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from './promtool.ts'

/** A rule of monitoring/alerts.yml that fires. */
export interface AlertRule {
  readonly alert: string
  readonly expr: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** A rule that keeps a series for others. */
export interface RecordingRule {
  readonly record: string
  readonly expr: string
}

type Rule = AlertRule | RecordingRule

/** The rules of monitoring/alerts.yml in their order. */
export function readRules(): readonly Rule[] {
  const { groups } = parse(readFileSync(join(root, 'monitoring', 'alerts.yml'), 'utf8')) as {
    readonly groups: readonly { readonly rules: readonly Rule[] }[]
  }
  return groups.flatMap(({ rules }) => rules)
}

export const isAlert = (rule: Rule): rule is AlertRule => 'alert' in rule
