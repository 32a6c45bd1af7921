import { madeUp } from './made-up.ts'
import { measure } from './measure.ts'

const READS = 100_000
const began = performance.now()
const { alerts, recall, perThousand, ...measured } = measure(madeUp({ reads: READS }))
const seconds = ((performance.now() - began) / 1000).toFixed(1)
process.stdout.write(
  `${JSON.stringify({ ...measured, alerts: alerts.length })}\nrecall ${recall.toFixed(3)}, ${perThousand.toFixed(2)} alerts per 1,000 honest reads, ${seconds} s\n`,
)
process.exitCode = recall >= 0.95 && perThousand <= 1 ? 0 : 1
