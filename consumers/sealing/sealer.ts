import { reduceEach, type SealedPlain } from '../../core/parts/reduce-sealed.ts'
import type { NeededKeys } from '../../core/sealing/ready-keys.ts'
import { sealEach, type PlainToSeal } from '../../core/sealing/seal-each.ts'
import { createAskedThread, type Run } from '../../infra/threads/asked-thread.ts'
import { startThread } from '../../infra/threads/start-thread.ts'
import { createSlices } from '../../infra/event-loop/in-slices.ts'
import { unpackOpened } from '../../infra/opening/packed.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { SealingQuestion, SealingSetup } from './messages.ts'
import { packPlain, packReducible } from './packed.ts'

/** Reduces and seals parts. */
export interface Sealer {
  /** The reduced forms of sealed parts, sealed, in order; undefined where a part does not open. Only of classes that have a reduced form. */
  reduce(parts: readonly (SealedPlain & NeededKeys)[]): Promise<readonly (Buffer | undefined)[]>
  /** Seals each, in order. */
  seal(parts: readonly PlainToSeal[]): Promise<readonly Buffer[]>
  /** Ends the thread. */
  close(): Promise<void>
}

/** Parts that are done before it is looked whether others should have their turn. */
const AT_ONCE = 64

async function inSlices<Part, Done>(parts: readonly Part[], work: (some: readonly Part[]) => readonly Done[]): Promise<readonly Done[]> {
  const done: Done[] = []
  const slices = createSlices()
  for (let at = 0; at < parts.length; at += AT_ONCE) {
    done.push(...work(parts.slice(at, at + AT_ONCE)))
    await slices.pause()
  }
  return done
}

/** Does it in the thread that asks, in slices of time. */
export const sealHere = ({ types }: Pick<Catalogue, 'types'>): Pick<Sealer, 'reduce' | 'seal'> => ({
  reduce: (parts) => inSlices(parts, (some) => reduceEach(some, (type) => types.get(type))),
  seal: (parts) => inSlices(parts, sealEach),
})

/** Fewer parts are done where they are: to hand them over costs as much. */
const FEW = 16

/**
 * Reduces and seals parts in a thread of its own, which is started when there are many for the first time; where it fails, here. Keys are handed over with the
 * parts and are gone with them: no thread keeps any.
 */
export function createSealer(catalogue: Pick<Catalogue, 'types'>): Sealer {
  const here = sealHere(catalogue)
  const setup = (): SealingSetup => ({ schemas: new Map([...catalogue.types].map(([type, { details }]) => [type, { details }])) })
  const thread = createAskedThread<SealingQuestion>(() =>
    startThread(new URL('./worker.ts', import.meta.url), { workerData: setup(), name: 'sealing' }),
  )
  const asked = async <Part, Done extends Buffer | undefined>(
    work: SealingQuestion['work'],
    parts: readonly Part[],
    pack: (parts: readonly Part[]) => Run,
    inThisThread: (parts: readonly Part[]) => Promise<readonly Done[]>,
  ): Promise<readonly Done[]> => {
    if (parts.length < FEW) return inThisThread(parts)
    let done: Run
    try {
      done = await thread.ask({ work, bytes: pack(parts) })
    } catch {
      // What the thread could not do is done here, or fails here with its cause.
      return inThisThread(parts)
    }
    return unpackOpened(done) as readonly Done[]
  }
  return {
    reduce: (parts) => asked('reduce', parts, packReducible, here.reduce),
    seal: (parts) => asked('seal', parts, packPlain, here.seal),
    close: () => thread.close(),
  }
}
