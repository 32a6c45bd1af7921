import { InvalidArgumentError } from 'commander'

/** A number above 0. */
export function positive(text: string): number {
  const number = Number(text)
  if (!(number > 0) || !Number.isFinite(number)) throw new InvalidArgumentError('Give a number above 0.')
  return number
}

/** A whole number from 0. */
export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.')
  return Number(text)
}

/** A share in percent. */
export function share(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number >= 0 && number <= 100)) throw new InvalidArgumentError('Give a number from 0 to 100.')
  return number
}
