/** What is wrong with a log. Paths are below the log's prefix; leaves are counted from 0. */
export type LogFault =
  /** The checkpoint is not there, is none, has a false signature, or none of a log of the policy. */
  | { readonly code: 'checkpoint-missing' | 'checkpoint-malformed' | 'checkpoint-false-signature' | 'checkpoint-unsigned' }
  /** Too few of the policy's witnesses have cosigned the checkpoint. */
  | { readonly code: 'no-quorum' }
  /** A tile or a bundle of entries is not there, or its bytes are not as many hashes, or entries, as they must be. */
  | { readonly code: 'file-missing' | 'file-malformed'; readonly path: string }
  /** A tile does not have the hashes that the checkpoint is over. */
  | { readonly code: 'tile-differs'; readonly path: string }
  /** The first leaf that is not the one that the checkpoint is over. Those after it are not told of: where one was taken away, all have moved. */
  | { readonly code: 'leaf-differs'; readonly path: string; readonly leaf: number }
  /** The checkpoint is over another tree than entries and tiles are. `leaf`: the first that its own tile denies; undefined where all agree. */
  | { readonly code: 'root-differs'; readonly leaf: number | undefined }
  /** A record stands here that stood before, at `first`. */
  | { readonly code: 'leaf-repeated'; readonly path: string; readonly leaf: number; readonly first: number }
  /** Somebody has a checkpoint over `size` leaves: this log has fewer, or it does not begin with that tree. */
  | { readonly code: 'rolled-back' | 'forked'; readonly size: number }
  /** Somebody has a checkpoint over `size` leaves, and the tiles by which it would be held to this log are not there. */
  | { readonly code: 'not-comparable'; readonly size: number }
