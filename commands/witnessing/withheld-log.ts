import { Problem } from '../../gateway/api/problem.ts'
import type { TransparencyLogStore } from '../../infra/transparency-log/port.ts'

const AGAIN_SECONDS = 2

/** The transparency log as a gateway shows it: nothing that is signed, and so none of its files, while what witnesses have seen may be newer (503). */
export function withheldLog(log: TransparencyLogStore, isWithheld: () => boolean): TransparencyLogStore {
  const unless =
    <T>(ask: () => Promise<T>) =>
    async (): Promise<T> => {
      if (isWithheld()) throw new Problem('unavailable', { retryAfter: AGAIN_SECONDS })
      return ask()
    }
  return {
    ...log,
    signed: unless(() => log.signed()),
    cosigned: unless(() => log.cosigned()),
  }
}
