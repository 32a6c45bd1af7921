import type { BundleFault } from '../../core/evidence/fault.ts'
import type { BundleVerdict } from '../../core/evidence/verify-bundle.ts'
import { formatVerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'

const ofRecord = ({ record, leaf }: { readonly record: string; readonly leaf: number }): string => `record ${record} (leaf ${String(leaf)})`

/** A fault in words. */
export function faultWords(fault: BundleFault): string {
  switch (fault.code) {
    case 'checkpoint-missing':
      return 'checkpoint: not there'
    case 'checkpoint-malformed':
      return 'checkpoint: not a signed checkpoint'
    case 'checkpoint-false-signature':
      return 'checkpoint: a signature of a known key is false'
    case 'checkpoint-unsigned':
      return 'checkpoint: no log of the quorum file has signed it'
    case 'no-quorum':
      return 'checkpoint: too few of the witnesses have cosigned it'
    case 'file-missing':
      return `${fault.path}: not there`
    case 'file-malformed':
      return `${fault.path}: not of the form that it must have`
    case 'file-altered':
      return `${fault.path}: not the file that SHA256SUMS has`
    case 'file-added':
      return `${fault.path}: SHA256SUMS does not have it`
    case 'tile-differs':
      return `${fault.path}: does not have the hashes that the checkpoint is over`
    case 'leaf-differs':
      return `leaf ${String(fault.leaf)} (${fault.path}): the first that is not the one that the checkpoint is over`
    case 'root-differs':
      return `checkpoint: over another tree than this one${fault.leaf === undefined ? '' : `; the first leaf that its own tile denies is ${String(fault.leaf)}`}`
    case 'leaf-repeated':
      return `leaf ${String(fault.leaf)} (${fault.path}): the same as leaf ${String(fault.first)}`
    case 'rolled-back':
      return `the log: it has fewer leaves than the ${String(fault.size)} that somebody has a checkpoint over: it was rolled back`
    case 'forked':
      return `the log: its first ${String(fault.size)} leaves are not those that somebody has a checkpoint over: it was forked`
    case 'not-comparable':
      return `the log: its tiles for the checkpoint over ${String(fault.size)} leaves are not in this selection: ask for a proof of consistency`
    case 'back-dated':
      return `leaf ${String(fault.leaf)}: says an earlier time than ${fault.time}, when a witness saw a log that does not have it`
    case 'quorum-unreadable':
      return `${fault.path}: no quorum file that can be read, so no key is known`
    case 'keys-differ':
      return `${fault.path}: not the keys of the quorum file`
    case 'line-malformed':
      return `${fault.path}, line ${String(fault.line)}: not of the form that it must have`
    case 'record-differs':
      return `${ofRecord(fault)}: not the record that the log has there`
    case 'record-missing':
      return `leaf ${String(fault.leaf)}: its record is not there`
    case 'record-repeated':
      return `leaf ${String(fault.leaf)}: two records are given of it`
    case 'value-differs':
      return `${ofRecord(fault)}: the ${fault.part} given is not the one that the record commits to`
    case 'opening-altered':
      return `${ofRecord(fault)}: the sealed ${fault.part} was not that of the record when it was exported`
    case 'policy-differs':
      return `policies/${fault.policy}: its files are not those of that hash`
    case 'policy-missing':
      return `${ofRecord(fault)}: the policy ${fault.policy} is not there`
    case 'policy-not-in-force':
      return `${ofRecord(fault)}: another policy was in force then, by the list of releases`
    case 'control-differs':
      return `${ofRecord(fault)}: was decided over another control log than the list of releases is of`
  }
}

/** What no bundle can prove, in words. */
export const NOT_PROVEN: readonly string[] = [
  'That every read was put on record: only that these were, and when.',
  'That a person read what was shown, or who sat at the screen.',
  'That what agencies published, and so what was shown, is true.',
  'That the decision was right under its policy: that is run again from the logs (throughline audit replay).',
  'That the list of policy releases is whole: it is as the exporter gave it.',
  'Who read, and what was asked, where a value is withheld; the commitment to it stands.',
]

/** A verdict in words: what is wrong, or what is proven, by whose keys, and what is not. `ownKeys`: the keys did not come with the bundle. */
export function verdictWords(verdict: BundleVerdict, ownKeys: boolean): string {
  const { faults, manifest, policy, signed, records, values } = verdict
  const wrong =
    faults.length === 0
      ? []
      : ['NOT PROVEN. What is wrong, the first to look at first:', ...faults.map((one) => `  ${faultWords(one)}`), '']
  const seen = [...(signed?.witnesses ?? [])].map(([name, time]) => `  ${name}, at ${new Date(time * 1000).toISOString()}`)
  const proven =
    faults.length > 0 || signed === undefined
      ? []
      : [
          `PROVEN: ${String(records)} access records are leaves of the log ${signed.checkpoint.origin} of ${String(signed.checkpoint.size)} leaves${manifest?.mode === 'whole' ? ', which is here as a whole' : ''}.`,
          `  root ${signed.checkpoint.root.toString('base64')}`,
          `  ${String(values.given)} values are what their records commit to; ${String(values.withheld)} are withheld.`,
          '  The files of each policy are those of its hash, and it was in force by the list of releases.',
          '',
        ]
  const keys = [...(policy?.logs ?? []), ...(policy?.witnesses.values() ?? [])].map((key) => `  ${formatVerifierKey(key)}`)
  const witnesses =
    seen.length === 0
      ? ['Witnesses: none has cosigned. Nobody but the log itself says that it was not made anew.']
      : ['Witnesses, each with when it saw this log:', ...seen]
  const source = ownKeys
    ? 'Keys that it was held to, as you gave them:'
    : 'Keys that it was held to, AS THE BUNDLE ITSELF HAS THEM. Compare them with those that the operator and the witnesses publish:'
  return [
    ...wrong,
    ...proven,
    ...witnesses,
    source,
    ...keys,
    '',
    'NOT proven by any bundle:',
    ...NOT_PROVEN.map((line) => `  ${line}`),
  ].join('\n')
}

/** A verdict as JSON. */
export const verdictJson = ({ faults, manifest, policy, signed, records, values }: BundleVerdict, ownKeys: boolean): object => ({
  proven: faults.length === 0,
  faults: faults.map((fault) => ({ ...fault, words: faultWords(fault) })),
  manifest: manifest ?? null,
  log: signed && {
    origin: signed.checkpoint.origin,
    size: signed.checkpoint.size,
    root: signed.checkpoint.root.toString('base64'),
    quorum: signed.isQuorum,
    witnesses: [...signed.witnesses].map(([name, time]) => ({ name, time: new Date(time * 1000).toISOString() })),
  },
  keys: [...(policy?.logs ?? []), ...(policy?.witnesses.values() ?? [])].map(formatVerifierKey),
  keys_from: ownKeys ? 'given' : 'bundle',
  records,
  values,
  not_proven: NOT_PROVEN,
})
