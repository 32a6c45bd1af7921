const NANOSECONDS = 1e6

/** Milliseconds, with fractions, since some moment that is the same for every thread of this machine: for durations that begin in one thread and end in another. */
export const machineTime = (): number => Number(process.hrtime.bigint()) / NANOSECONDS
