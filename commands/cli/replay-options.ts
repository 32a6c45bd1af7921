import { InvalidArgumentError, type Command } from 'commander'
import { isUuid } from '../../schemas/codec/formats.ts'

const MOST_WORKERS = 64

function workers(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > MOST_WORKERS) throw new InvalidArgumentError('Give a whole number from 1 to 64.')
  return number
}

function replayId(text: string): string {
  if (!isUuid(text)) throw new InvalidArgumentError('Give the id that the replay said when it began: a UUID in lower case.')
  return text
}

/** Declares which records are run again. */
export const withRange = (replay: Command): Command =>
  replay
    .option('--from <time>', 'first read, date-time with offset')
    .option('--to <time>', 'last read, date-time with offset')
    .option('--ids <ids>', 'access record ids, with commas between')
    .option('--case <case-log>', 'reads of the case that this case log is of')
    .option('--person <person>', 'reads that gave out something about a person, by their id')
    .option('--reader <agency:staff>', 'reads by one person')
    .option('--action <action>', 'what was done, as the access records have it: timeline, case-list …')

/** Declares how they are run. */
export const withRunning = (replay: Command): Command =>
  replay
    .option('--workers <n>', 'threads that judge (default: as many as there are cores, at most 4; 1 in a process that serves)', workers)
    .option('--resume <id>', 'go on with a replay that was stopped', replayId)
