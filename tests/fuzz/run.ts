// npm run fuzz -- [--values N] [--schemas N] [--bodies N] [--seed N] [--only N]: hostile input of three kinds, through the code that meets it.
import { parseArgs } from 'node:util'
import { runValues } from './avro-values/run-values.ts'
import { runSchemas } from './hostile-schemas/run-schemas.ts'
import { runJson } from './json-bodies/run-json.ts'
import { LONGEST_MS, LONGEST_SCHEMA_MS, reportRun, reportSchemas } from './report.ts'

const USAGE =
  'Usage: npm run fuzz -- [--values N] [--schemas N] [--bodies N] [--seed N] [--only N]\n' +
  '       --only: that one of the values, or with --values 0 that one of the bodies'

const { values: given } = parseArgs({
  options: {
    values: { type: 'string', default: '500000' },
    schemas: { type: 'string', default: '200' },
    bodies: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const [values, schemas, bodies, seed, only] = [given.values, given.schemas, given.bodies, given.seed, given.only ?? '0'].map(Number)
if ([values, schemas, bodies, seed, only].some((number) => !Number.isSafeInteger(number) || Number(number) < 0)) {
  console.error(USAGE)
  process.exit(2)
}
const one = given.only === undefined ? {} : { only: Number(only) }
const seconds = (since: number): number => (performance.now() - since) / 1000
let ok = true

if (Number(values) > 0) {
  const since = performance.now()
  const run = await runValues({ values: Number(values), seed: Number(seed), ...one })
  const report = reportRun(
    'mutated Avro values',
    run.values,
    seconds(since),
    run,
    (index) => `npm run fuzz -- --seed ${String(seed)} --schemas 0 --bodies 0 --only ${String(index)}`,
  )
  ok &&= report.ok
  console.log(report.lines.join('\n'))
}
if (Number(bodies) > 0) {
  const since = performance.now()
  const run = await runJson({ bodies: Number(bodies), seed: Number(seed), ...one })
  const report = reportRun(
    'mutated CloudEvents in JSON',
    run.bodies,
    seconds(since),
    run,
    (index) => `npm run fuzz -- --seed ${String(seed)} --schemas 0 --values 0 --only ${String(index)}`,
  )
  ok &&= report.ok
  console.log(report.lines.join('\n'))
}
if (Number(schemas) > 0) {
  const run = await runSchemas({ schemas: Number(schemas), seed: Number(seed) })
  ok &&= run.failures.length === 0 && run.slowest.ms < LONGEST_SCHEMA_MS
  console.log(reportSchemas(run).join('\n'))
}
const limits = `each value and body in less than ${String(LONGEST_MS)} ms, each schema in less than ${String(LONGEST_SCHEMA_MS)} ms`
console.log(ok ? `Every one was refused with a code, or taken, ${limits}, and memory stayed flat.` : 'Something was not as it must be.')
process.exit(ok ? 0 : 1)
