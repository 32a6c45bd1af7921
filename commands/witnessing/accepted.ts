import type { HeadStore } from '../../infra/heads/port.ts'

/** What accepted losses of cosigned leaves are noted under, beside those of the logs. */
const TRANSPARENCY_LOG = 'transparency-log'

/** Leaves up to which people have accepted that what was cosigned is gone; 0: none. */
export async function acceptedLeaves(heads: Pick<HeadStore, 'losses'>): Promise<number> {
  const losses = (await heads.losses()).filter(({ topic }) => topic === TRANSPARENCY_LOG)
  return Math.max(0, ...losses.map(({ offset, records }) => offset + records))
}

/** Notes that the leaves from `leaves` up to before `size` are gone for good; every later `audit verify` tells it. `at`: milliseconds since the Unix epoch. */
export const acceptLeaves = (
  heads: Pick<HeadStore, 'accept'>,
  { leaves, size, at }: { readonly leaves: number; readonly size: number; readonly at: number },
): Promise<void> => heads.accept([{ topic: TRANSPARENCY_LOG, partition: 0, offset: leaves, records: size - leaves, at }])
