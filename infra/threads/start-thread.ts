import { Worker } from 'node:worker_threads'

/**
 * Megabytes of young objects in a thread that takes bytes and gives bytes: nothing of a question lives longer. V8 allows several times as much on a machine with much memory,
 * and fills it before it looks (decision 111).
 */
const YOUNG_MB = 16

/** Starts a thread of a consumer, a gateway or a store. `workerData`: cloned for it. `name`: for whoever looks at the process. */
export const startThread = (file: URL, { name, workerData }: { readonly name: string; readonly workerData?: unknown }): Worker =>
  new Worker(file, { name, workerData, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
