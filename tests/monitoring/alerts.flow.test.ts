import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { tellsOfAlteration, type FindingCode } from '../../consumers/finding.ts'
import { promtool, root } from './promtool.ts'
import { isAlert, readRules } from './rules.ts'

const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8')
const rules = readRules()
const alerts = rules.filter(isAlert)
const names = alerts.map(({ alert }) => alert)
const runbook = read('docs', 'how-to', 'monitor.md')
const documented = new Set(
  [...read('docs', 'reference', 'metrics.md').matchAll(/`((?:throughline|process)_[a-z_]+|up)`/g)].map(([, name]) => name),
)

/** Names of metrics of a PromQL expression, without those that a rule of ours records. */
const metricsOf = (expr: string): readonly string[] =>
  [...expr.matchAll(/(?<![\w:])(?:(?:throughline|process|nodejs)_[a-z_]+|up(?=\{))/g)].map(([name]) => name)

interface Panel {
  readonly title: string
  readonly targets?: readonly { readonly expr: string }[]
}
const dashboard = JSON.parse(read('monitoring', 'dashboard.json')) as {
  readonly panels: readonly Panel[]
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string; readonly definition?: string }[] }
}

describe('alert rules', () => {
  it('are rules to Prometheus, and the example of a configuration is one', () => {
    expect(promtool(['check', 'config', 'prometheus.yml'])).toMatchObject({ status: 0 })
  })

  it('fire when they must and are silent when they must not', () => {
    const files = readdirSync(join(root, 'monitoring', 'alert-tests')).map((name) => join('alert-tests', name))
    const { status, output } = promtool(['test', 'rules', ...files])
    expect({ status, failed: status === 0 ? '' : output }).toEqual({ status: 0, failed: '' })
  })

  it.each(names)('%s has a test that it fires and one that it is silent', (name) => {
    const { tests } = parse(read('monitoring', 'alert-tests', `${name}.yml`)) as {
      readonly tests: readonly {
        readonly promql_expr_test: readonly { readonly expr: string; readonly exp_samples: readonly unknown[] }[]
      }[]
    }
    const asked = tests.flatMap(({ promql_expr_test: each }) => each).filter(({ expr }) => expr.includes(`alertname="${name}"`))
    expect(asked.some(({ exp_samples: samples }) => samples.length > 0)).toBe(true)
    // The one that always fires is never silent.
    expect(name === 'ThroughlineWatchdog' || asked.some(({ exp_samples: samples }) => samples.length === 0)).toBe(true)
  })

  it('have no test without its alert', () => {
    expect(readdirSync(join(root, 'monitoring', 'alert-tests')).sort()).toEqual(names.map((name) => `${name}.yml`).sort())
  })

  it.each(alerts.map((rule) => [rule.alert, rule] as const))(
    '%s says how grave it is, what it means, and where it says what to do',
    (name, { labels, annotations }) => {
      expect(labels.severity).toMatch(/^(critical|warning|none)$/)
      expect(annotations).toEqual({
        summary: expect.stringMatching(/./),
        description: expect.stringMatching(/./),
        runbook_url: `docs/how-to/monitor.md#${name.toLowerCase()}`,
      })
      expect(runbook).toMatch(new RegExp(`^### ${name}\n[^#\n]{20,}`, 'm'))
    },
  )

  it('are all that the runbook has', () => {
    expect([...runbook.matchAll(/^### (\w+)$/gm)].map(([, name]) => name).sort()).toEqual([...names].sort())
  })

  it('name no metric that the reference does not have', () => {
    const named = rules.flatMap(({ expr }) => metricsOf(expr))
    expect(named.length).toBeGreaterThan(alerts.length)
    expect([...new Set(named)].filter((name) => !documented.has(name))).toEqual([])
  })

  it('are silent for findings that tell of no loss and no alteration, and for no others', () => {
    const silent = alerts
      .find(({ alert }) => alert === 'ThroughlineFindings')
      ?.expr.match(/code!~"([^"]+)"/)?.[1]
      ?.split('|') as readonly FindingCode[]
    expect(silent.filter((code) => tellsOfAlteration({ code }))).toEqual([])
    expect(silent).toEqual(
      expect.arrayContaining([
        'merge-circular',
        'key-lost',
        'topic-settings-unseen',
        'store-behind',
        'heads-behind',
        'loss-accepted',
      ] satisfies FindingCode[]),
    )
  })

  it('name no person, case or event: agencies, codes and names of ours are all that an alert says', () => {
    const labels = alerts.flatMap(({ annotations }) =>
      [
        ...Object.values(annotations)
          .join(' ')
          .matchAll(/\$labels\.(\w+)/g),
      ].map(([, label]) => label),
    )
    expect([...new Set(labels)].sort()).toEqual([
      'against',
      'agency',
      'code',
      'consumer',
      'dependency',
      'instance',
      'name',
      'setting',
      'topic',
      'witness',
    ])
  })
})

describe('the dashboard', () => {
  it('names no metric that the reference does not have', () => {
    const named = [
      ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
      ...dashboard.templating.list.flatMap(({ definition = [] }) => definition),
    ].flatMap(metricsOf)
    expect(named.length).toBeGreaterThan(20)
    expect([...new Set(named)].filter((name) => !documented.has(name))).toEqual([])
  })

  it('asks only what Prometheus understands', () => {
    const exprs = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr.replaceAll(/\$\w+/g, 'x')))
    const folder = mkdtempSync(join(tmpdir(), 'dashboard-'))
    const file = join(folder, 'rules.yml')
    writeFileSync(
      file,
      JSON.stringify({ groups: [{ name: 'dashboard', rules: exprs.map((expr, at) => ({ record: `panel:${String(at)}`, expr })) }] }),
    )
    const { status, output } = promtool(['check', 'rules', file])
    rmSync(folder, { recursive: true })
    expect({ status, output }).toMatchObject({ status: 0 })
  })

  it('can be given another Prometheus, and narrowed to agencies and consumers', () => {
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([
      ['datasource', 'datasource'],
      ['agency', 'query'],
      ['consumer', 'query'],
    ])
  })
})

describe('docs/how-to/monitor.md', () => {
  it('shows the scrape configuration of monitoring/prometheus.yml', () => {
    const shown = /```yaml\n([\s\S]*?)```/.exec(runbook)?.[1] ?? ''
    expect(shown).not.toBe('')
    expect(read('monitoring', 'prometheus.yml')).toContain(shown)
  })
})
