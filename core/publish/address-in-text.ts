/** Outward and inward code (Royal Mail): an area of one or two letters and a district, then a digit and two letters that are none of C I K M O V. */
const postcode = /(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]?[ .-]{0,3}\d[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])/i

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that end a street's name, however they are written. */
const streetWords = words(
  'street st road rd avenue ave lane ln close drive court way terrace terr crescent cres place gardens gdns grove square sq mews boulevard ' +
    'esplanade promenade',
)
/** Words that end a street's name only where they are written as a name: they are common words too. */
const streetNames = words(
  'Walk Row Hill Rise Park View Green Parade Wharf Yard Gate Croft Fold Mount Vale Villas Cottages Buildings Quay Parkway Broadway Circus ' +
    'Approach Meadow Meadows Orchard Reach Cl Ct Pl Dr',
)
/** Words that no street's name has in it: what follows the number is a sentence. */
const sentenceWords = words(
  'a an and are as at be been before but by after away down for from had has have he her him his i if in into is it its of off on onto or our out ' +
    'outside over per she so than that their them then they this to until up was we were when while who with within you ' +
    'minute minutes hour hours day days week weeks month months year years mile miles metre metres km time times night nights am pm ' +
    'men women people children child kids officers cars car visits calls texts others ' +
    'very too more less most much same other another different either only long short next last first final ' +
    'safe public hard quite main busy known local separate nearby',
)
/** "Crown Court" is no street. */
const courts = words('family crown county high magistrates magistrate youth criminal civil appeal supreme coroners')
const FARTHEST = 4

const token = /\d+[a-z]?(?![\p{L}\d])|[\p{L}\d][\p{L}\d'’]*|[.;:!?\n]/giu
const houseNumber = /^\d{1,4}[a-z]?$/i
/** Years that a sentence names. */
const year = /^(?:19|20)\d{2}$/

/** A number, one to three words of a name, and a word for a street, with no end of a sentence between. Linear in the text. */
function hasStreetAddress(text: string): boolean {
  /** Words since the last house number; undefined where none is near. */
  let name: string[] | undefined
  for (const [word] of text.matchAll(token)) {
    const plain = word.toLowerCase().replace(/['’]/g, '')
    if (houseNumber.test(word)) name = year.test(word) ? undefined : []
    else if (name === undefined) continue
    else if (isStreetWord(word, plain) && name.length > 0 && !(plain === 'court' && courts.has(name.at(-1) ?? ''))) return true
    else if (name.length === FARTHEST || isSentence(plain, name.length)) name = undefined
    else name.push(plain)
  }
  return false
}

const isStreetWord = (word: string, plain: string): boolean =>
  streetWords.has(plain) || streetNames.has(word) || (word === word.toUpperCase() && streetNames.has(word.charAt(0) + plain.slice(1)))

/** "12 The Green" is an address; "12 in the green" is none. */
const isSentence = (plain: string, position: number): boolean =>
  sentenceWords.has(plain) || /^[.;:!?\n]$/.test(plain) || (plain === 'the' && position > 0)

/** True when a text holds what looks like a UK postcode, or like a number, a name and a word for a street. */
export const hasAddress = (text: string): boolean => postcode.test(text) || hasStreetAddress(text)
