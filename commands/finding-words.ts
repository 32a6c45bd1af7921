import type { Finding, FindingCode } from '../consumers/finding.ts'
import { counted } from '../core/words/counted.ts'

/** What a code means and what to do, where neither the code nor its place says. */
const MEANING: Readonly<Partial<Record<FindingCode, string>>> = {
  'merge-circular':
    'This decision of who is who would make a case or a person one with itself, as an older release wrote it. That part of it has no effect for any reader, the rest counts, ' +
    'and nothing was altered or lost. Look whether the people of the case read as was meant; where not, publish case.relinked again (docs/how-to/say-who-is-who.md).',
  'key-absent':
    'The vault lacks these keys and never destroyed them: it is older than the log, or rows of it were lost. What is sealed under them is shown to nobody, as unreadable and not as erased. ' +
    'Put back a fresher vault, or accept the loss (docs/how-to/lost-keys.md).',
  'key-lost': 'An operator has accepted this loss: what was sealed under these keys stays unreadable.',
  'log-altered': 'The records are not those that were counted when they were written. Put the log back from a copy of before.',
  'topic-settings-unseen':
    'This user may not see the settings of the topic. Run "throughline topics apply" as an administrator of the cluster.',
  'leaf-altered':
    'A file of the transparency log does not follow from access.log: one of the two was altered. Put the newest copies of both back that belong together (docs/how-to/prove-a-read.md).',
  'leaf-extra':
    'The transparency log has leaves of records that access.log does not have: access.log was cut, or is an older copy. Put the newest copy of access.log back.',
  'checkpoint-altered':
    'What the transparency log has signed is not the tree that it has, or was not signed by its key. Put the newest copy of the log back (docs/how-to/prove-a-read.md).',
  'access-index-altered':
    'The read store lacks a row of this access record, or has another than access.log gives: a question about who read what may leave this read out, the record itself holds. ' +
    'Make the read store again (throughline timeline rebuild), and ask again what was asked since.',
  'loss-accepted': 'An operator has said that these records are gone for good.',
}

const inWords = (count = 0): string => counted(count, 'record')
const partitionWords = ({ topic, partition }: Finding): string => `${topic}, partition ${String(partition)}`

/** What is missing of a log, or who is behind it, in a sentence each; undefined for every other code. */
function lossWords(finding: Finding): string | undefined {
  const { code, topic, offset = 0, records = 0, unread, since, until, setting, is, should } = finding
  if (code === 'log-cut') {
    const missed =
      unread === undefined
        ? ''
        : unread === 0
          ? ' The read store had taken them all in; replay and rebuild lack them.'
          : ` Of these the read store has not taken in ${String(unread)}.`
    return `${inWords(records)} gone from the front of ${partitionWords(finding)}: offsets ${String(offset)} to ${String(offset + records - 1)}.${missed} Put the log back from a copy that has them.`
  }
  if (code === 'inbox-cut') {
    return (
      `${inWords(records)} gone from ${topic} before intake had taken them: offsets ${String(offset)} to ${String(offset + records - 1)}. Their sender was told that they are durable: have the agency send them again. ` +
      'Look at the settings of the topic: throughline topics plan'
    )
  }
  if (code === 'log-short') {
    const when = `${since === undefined ? '' : `; the newest that is left is of ${since}`}${until === undefined ? '' : `, the newest that is gone of ${until}`}`
    return `${inWords(records)} gone from the end of ${partitionWords(finding)}: from offset ${String(offset)} on${when}. The log is an older copy, or was cut. Put the newest copy of the log back.`
  }
  if (code === 'topic-settings')
    return `${topic} has ${String(setting)}=${String(is)} and must have ${String(should)}: the cluster may lose what is kept for ever. Run "throughline topics apply".`
  if (code === 'store-behind')
    return `The read store is ${inWords(records)} behind ${topic}, since ${String(since)}. They are in the log and are taken in as soon as its consumer runs: nothing of them is lost.`
  if (code === 'heads-behind') {
    return (
      `The heads of ${topic} are ${inWords(records)} behind it, since ${String(since)}: nobody kept them, or they are of an older copy, and then so is all that is kept beside them. ` +
      'They are moved on as soon as their consumer runs; nothing of the log is lost.'
    )
  }
  return undefined
}

/** A finding as a line of output: its code, where it is, and what it means where that is not plain. */
export function findingWords(finding: Finding): string {
  const { code, ...where } = finding
  const loss = lossWords(finding)
  if (loss !== undefined) return `${code}: ${loss}`
  const line = `${code}: ${Object.entries(where)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')}`
  const meaning = MEANING[code]
  return meaning === undefined ? line : `${line}. ${meaning}`
}
