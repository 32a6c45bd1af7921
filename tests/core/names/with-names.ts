import { createRandom } from '../../faults/random.ts'

/** A made-up sentence as UK agencies write, with the words of people's names that are in it. */
export interface Sentence {
  readonly text: string
  readonly names: readonly string[]
}

const list = (words: string): readonly string[] => words.trim().split(/\s*,\s*/)

const GIVEN =
  list(`Olivia, Amelia, Isla, Priya, Leanne, Shannon, Maisie, Kayleigh, Siân, Rhiannon, Angharad, Niamh, Aoife, Siobhán, Caoimhe, Eilidh, Mairi, Callum, Darren, Hamish, Rhys, Gethin, Ciarán, Eoghan,
  Aisha, Fatima, Zainab, Khadija, Maryam, Sumaya, Nusrat, Rukhsana, Mohammed, Yusuf, Bilal, Hamza, Imran, Tariq, Harpreet, Gurpreet, Jaspreet, Simran, Manjit, Balwinder, Kuldeep, Anjali, Deepa, Lakshmi, Rajesh, Sunil,
  Agnieszka, Katarzyna, Małgorzata, Zofia, Piotr, Paweł, Grzegorz, Ioana, Andreea, Mihaela, Bogdan, Vasile, Oksana, Olena, Yuliia, Gintarė, Rūta, Svetlana, Elif, Mehmet, Ayşe, Besnik, Shpresa, Ngozi, Chidinma, Oluwaseun, Folasade,
  Adebayo, Emeka, Kwame, Akosua, Abena, Kofi, Tendai, Chipo, Rutendo, Tafadzwa, Fartun, Hodan, Abdi, Warsame, Selam, Tesfaye, Haile, Wanjiru, Njeri, Fatoumata, Mamadou, Xiu, Mei, Wei, Jing, Linh, Thuy, Nguyen, Marisol, Guadalupe,
  João, Inês, Thiago, Rosângela, Nirmala, Sushila, Tharanga, Dilshan, Sivakumar, Shirin, Narges, Rozhin, Layla, Samir, Tyrone, Keisha, Shanice, Marlon, Jermaine, Kate, Emma, Sarah, Laura, Donna, Tracey, Michelle, Debbie, Kevin, Gary, Wayne,
  Liam, Jordan, Ryan, Kyle, Connor, Reece, Chelsea, Lexi, Poppy, Daisy, Ruby, Holly, Jasmine, Lily, Jack, Harry, Lee, Tony, Carol, Jean, Robin, Martin, Peter`)
/** Given names that are common words or months. */
const WORDS = list('Will, Mark, Grace, May, Hope, Rose, Bill, Faith, Joy, Dawn, Amber, Summer, Pearl, Grant, Frank, Rich, June, April')
const FAMILY =
  list(`Smith, Jones, Taylor, Brown, Green, Hill, Wood, Hall, Baker, Walker, Ward, Cook, Marsh, Holt, Reid, Doyle, Evans, Davies, Llewellyn, Griffiths, MacDonald, McKenzie, MacLeod, O'Neill, O’Brien, O'Sullivan, D'Souza, Fitzgerald, Byrne, Murphy,
  Patel, Shah, Desai, Sharma, Gupta, Nair, Iyer, Kaur, Singh, Sandhu, Dhillon, Khan, Hussain, Akhtar, Begum, Bibi, Malik, Iqbal, Chowdhury, Miah, Uddin, Rahman, Ahmed, Ali, al-Hassan, Al-Rashid, El-Sayed, Abdullah, Kowalski, Nowak, Wiśniewska, Zielińska,
  Wójcik, Popescu, Ionescu, Dumitru, Kovalenko, Shevchenko, Petrauskas, Kazlauskas, Yılmaz, Öztürk, Hoxha, Krasniqi, Okafor, Okonkwo, Adeyemi, Ogunleye, Eze, Mensah, Boateng, Owusu, Moyo, Ncube, Dlamini, Mutasa, Warsame, Farah, Mohamud, Tesfaye, Kidane, Kamau,
  Diallo, Keita, Kamara, Sesay, Chen, Wang, Zhang, Li, Tran, Pham, Garcia, Rodríguez, da Silva, dos Santos, de Souza, van der Berg, van Dijk, de la Cruz, Perera, Fernando, Rajapaksa, Gurung, Tamang, Hosseini, Karimi, Campbell, Grant, Francis, Smith-Jones,
  Ogunleye-Adebayo, Taylor-Brown, Whitfield, Pemberton, Ashworth, Higginbottom, Braithwaite, Entwistle, Sutcliffe, Papadopoulos, Georgiou`)
const TITLES = list('Mr, Mrs, Ms, Miss, Dr, Mr., Mrs., Mx')
const RELATION = list(
  'her sister, his ex-partner, her mum, his brother, her daughter, his mother, the neighbour, her friend, his new partner, her cousin, her stepdad, his ex-wife, her aunt, their son',
)

/** `#N` a full name, `#G` a given name, `#F` a title and family name, `#I` initial and family name, `#R` a relation. */
const TEMPLATES =
  list(`Attended the address where #N was found in the kitchen with a cut lip., #G stated that he grabbed her by the throat., He shouted at #G for coming home late and took her phone., Officers spoke to #N who had bruising to both arms.,
  IP is #N and she does not support a prosecution., He told #G he would burn the house down., She is staying with #R #G until Friday., Call from #R #N who heard screaming through the wall., #F reported that the lock was broken again.,
  I saw #F today with low mood and poor sleep., Thank you for seeing #N who attended with her partner., #I attended the surgery on Monday., He has been sending messages to #G from a withheld number., Seen with #N present throughout; not able to ask alone.,
  #G was crying in class and said she did not want to go home., #F collected the children from school again., The tenancy is in the name of #N and rent is in arrears., He turned up at #G's work and waited in the car park., #N's mother rang the school to say he was outside.,
  Home visit: #G present with a new baby., He follows #G on Instagram and turns up at the gym., In interview he said #N had scratched him first., Text message from his phone to #G: you will be sorry., #R #G says he controls the bank card.,
  He has moved in with #N in Norford., The children call #R #G when he is drinking., Police were called by #I after a row in the street., He was seen with #G and #G outside the pub., He asked the housing officer where #N had been moved to.,
  Appointment letter for #F returned unopened., He blames #R #G for the arrest., On arrival #N was sat on the stairs and would not speak., #G told her teacher that her dad sleeps in the car outside., GP notes: #N declined referral to the service.,
  He rang #G forty times on Sunday., Contact with #F was by letter only., Risk: he knows that #N works nights at the hospital., #I said he smelled of drink., He said #G was his property.`)
const LOUD = list(
  `HE RANG #G AT HOME AND SAID HE WOULD KILL HER, CALLER #N SAYS EX IS OUTSIDE, #N WAS FOUND AT THE ADDRESS, TOLD #G HE KNOWS WHERE SHE LIVES, INFORMANT STATES #G IS PREGNANT`,
)
const QUIET = list(
  `he rang #G at home and said he would kill her, spoke to #G on the phone today, texts to #N all night, went round to #G to get his things, her mum says #N is scared of him`,
)

const particles = new Set(['van', 'der', 'de', 'la', 'da', 'dos', 'al', 'el'])
/** The words by which somebody would be known. */
const wordsOf = (name: string): readonly string[] =>
  name.split(/[ \u2010-]/).filter((word) => word.length > 1 && !particles.has(word.toLowerCase()))

/** Made-up sentences with names, the same for the same seed. */
export function sentencesWithNames(seed: number, count: number): readonly Sentence[] {
  const random = createRandom(seed)
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  return Array.from({ length: count }, (): Sentence => {
    const names: string[] = []
    const say = (name: string): string => {
      names.push(...wordsOf(name))
      return name
    }
    const style = random()
    const given = (): string => say(style < 0.16 ? one(GIVEN.slice(0, 120)) : one(random() < 0.12 ? WORDS : GIVEN))
    const family = (): string => say(one(FAMILY))
    const make: Readonly<Record<string, () => string>> = {
      '#N': () => `${given()} ${family()}`,
      '#G': given,
      '#F': () => `${one(TITLES)} ${family()}`,
      '#I': () => {
        const initial = one(GIVEN).charAt(0)
        return `${initial}${random() < 0.5 ? '.' : ''} ${family()}`
      },
      '#R': () => one(RELATION),
    }
    const filled = one(style < 0.08 ? LOUD : style < 0.16 ? QUIET : TEMPLATES).replaceAll(/#[NGFIR]/g, (slot) => make[slot]?.() ?? '')
    const text =
      style < 0.08 ? filled.toUpperCase() : style < 0.16 ? filled.toLowerCase() : filled.charAt(0).toUpperCase() + filled.slice(1)
    return { text, names }
  })
}
