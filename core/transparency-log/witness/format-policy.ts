import { formatVerifierKey } from '../notes/verifier-key.ts'
import type { LogPolicy } from './policy.ts'

/** A policy as `parsePolicy` reads it, without comments and addresses: the file that others are given. */
export const formatPolicy = ({ logs, witnesses, groups, quorum }: LogPolicy): string =>
  [
    ...logs.map((key) => `log ${formatVerifierKey(key)}`),
    ...[...witnesses].map(([name, key]) => `witness ${name} ${formatVerifierKey(key)}`),
    ...[...groups].map(([name, { least, members }]) => `group ${name} ${String(least)} ${members.join(' ')}`),
    `quorum ${quorum ?? 'none'}`,
    '',
  ].join('\n')
