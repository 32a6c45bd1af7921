import type { WrongSetting } from '../../infra/topics/wrong-settings.ts'
import type { FeedState } from './feeds.ts'
import type { Lag } from './lags.ts'
import type { RecordTopic } from './record-topics.ts'

/** An end of something that must be renewed before (ms since the Unix epoch). */
export interface End {
  readonly name: string
  readonly endsAt: number
}

/** What a process saw when it last looked; undefined: it has not looked yet, or it is not its to look at. */
export interface Seen {
  lags: readonly Lag[] | undefined
  topics: readonly RecordTopic[] | undefined
  feeds: readonly FeedState[] | undefined
  folderFree: number | undefined
  certificates: readonly End[] | undefined
  agencyKeys: readonly End[] | undefined
  settings: readonly WrongSetting[] | undefined
  /** Data keys that are missing. */
  keysMissing: number | undefined
}

export const nothingSeen = (): Seen => ({
  lags: undefined,
  topics: undefined,
  feeds: undefined,
  folderFree: undefined,
  certificates: undefined,
  agencyKeys: undefined,
  settings: undefined,
  keysMissing: undefined,
})
