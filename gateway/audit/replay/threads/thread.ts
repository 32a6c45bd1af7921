/** A thread of a replay: judges the shares that it is given. It has neither the logs nor the vault, and asks the thread that started it for what it needs of them. */
import { parentPort, workerData } from 'node:worker_threads'
import { policyOf } from '../../../../policy/policy-of.ts'
import { loadCatalogue, loadRecords } from '../../../../schemas/index.ts'
import { shareJudge, type JudgeShare } from '../judge-share.ts'
import { narrow } from '../narrow.ts'
import { readGround } from '../ground.ts'
import { streamShares } from '../streamed-share.ts'
import { askSources } from './asked-sources.ts'
import { errorMessage, type FromThread, type ThreadSetup, type ToThread } from './messages.ts'

const { range, hasLeaves } = workerData as ThreadSetup
if (parentPort === null) throw new Error('thread.ts runs as a worker thread only.')
const port = parentPort
const post = (message: FromThread): void => {
  port.postMessage(message)
}
const sources = askSources({ post }, hasLeaves)

async function prepare() {
  const ground = await readGround({ ...sources, records: loadRecords(), catalogue: loadCatalogue(), policyOf })
  return { ground, narrowed: await narrow(ground, range) }
}

const prepared = prepare()
let judge: JudgeShare | undefined

async function judged({ share, confirmed }: Extract<ToThread, { readonly kind: 'judge' }>): Promise<FromThread> {
  try {
    const { ground, narrowed } = await prepared
    judge ??= shareJudge(streamShares(ground, sources.reads, confirmed), narrowed.holds)
    return { kind: 'judged', result: await judge(share) }
  } catch (error) {
    return { kind: 'failed', error: errorMessage(error) }
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'judge') void judged(message).then(post)
  else sources.answered(message)
})
// A failure is told with the first share.
prepared.catch(() => undefined)
