import { setTimeout as sleep } from 'node:timers/promises'
import { ROLES, type Role } from '../../infra/configuration/settings.ts'
import { whileBothServe } from './while-serving.ts'
import type { RoundPart } from './round.ts'

/** After a start, until what was only needed for it is given back. */
const REST_MS = 10_000

const WHATS: readonly { readonly memory: string; readonly roles?: readonly Role[] }[] = [
  { memory: 'everything in one process' },
  ...ROLES.map((role) => ({ memory: `${role} alone`, roles: [role] })),
]

/** Memory of processes that serve and have nothing to do: of everything in one, and of each role in one of its own. */
export const restingRound: RoundPart = async (comparing, _round, figures) => {
  for (const what of WHATS) {
    await whileBothServe(comparing, what, { ...figures, add: () => undefined }, async (serving) => {
      await sleep(REST_MS)
      const [current, base] = [serving.current.memory(), serving.base.memory()]
      if (current === undefined || base === undefined) figures.note('Processor time and memory are measured on Linux only.')
      else figures.add({ name: `memory at rest, ${what.memory}`, unit: 'MiB', better: 'less', n: 'a process' }, { current, base })
    })
  }
}
