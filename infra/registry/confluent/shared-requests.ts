/** Requests under way at once. */
const TOGETHER = 8

/** Does the work for each item, a few at a time; the answers in the order of the items. Rejects as the first that does. */
export async function together<I, O>(items: readonly I[], work: (item: I) => Promise<O>): Promise<readonly O[]> {
  const answers: O[] = []
  const left = items.entries()
  const worker = async (): Promise<void> => {
    for (const [at, item] of left) answers[at] = await work(item)
  }
  await Promise.all(Array.from({ length: TOGETHER }, worker))
  return answers
}
