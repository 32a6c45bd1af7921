/** Parts of role codes that are not plain words. */
const WORDS: Readonly<Record<string, string>> = {
  idva: 'IDVA',
  marac: 'MARAC',
  matac: 'MATAC',
  dpo: 'data protection officer',
  oocr: 'OOCR',
  dvds: 'DVDS',
  perp: 'perpetrator',
  rep: 'representative',
}

/** A role in words: `MARAC coordinator`. */
export const roleWords = (role: string): string =>
  role
    .split('_')
    .map((word) => WORDS[word] ?? word)
    .join(' ')
