import { createRandom } from '../../faults/random.ts'

const list = (words: string): readonly string[] => words.trim().split(/\s*;\s*/)

/** What stays, by what it is. */
const SLOTS: Readonly<Record<string, readonly string[]>> = {
  '#PLACE': list(
    'Norford; Westmere; Bradford; Lincoln; Preston; Chester; Chelsea; Kent; Derby; Leeds; Lancaster; Burnley; Camden; Brent; Stafford; Kingston; Newcastle; York; Durham; Carlisle; Hull; Reading; Bath; Bolton; Warrington; Wakefield; Halifax; Paris; Pakistan; Jordan; Cyprus; Nottingham; Bedford; Stirling; Milton Keynes; Bury St Edmunds; Stoke-on-Trent; Newcastle-under-Lyme; St Helens; St Albans; King’s Lynn; Barrow-in-Furness; Milford Haven',
  ),
  '#STREET': list(
    'Rose Lane; Victoria Road; Albert Street; Marsh Close; Grace Road; 12 Mark Lane; Holly Drive; Oliver Road; Stanley Street; 4 Hope Street; Queen Mary Avenue; Church Lane; George Street; Harrison Crescent; Elizabeth Court; Ashley Gardens; William Street; St John’s Road; Mill Hill Lane; Albert Square; King Edward Avenue; Park View; The Green; Gordon Terrace; Murray Place; Florence Nightingale Way',
  ),
  '#AGENCY': list(
    'Westmere Police; Norshire Council; Harbour Homes; Sarsen Housing; Women’s Aid; Barnardo’s; Refuge; the Crown Prosecution Service; Karma Nirvana; Southall Black Sisters; Turning Point; Victim Support; Citizens Advice; St Mary’s Hospital; Queen Elizabeth Hospital; the Royal Victoria Infirmary; Holly Lodge Surgery; Rose Hill Primary School; St Anne’s Academy; Thomas Hardye School; Marie Curie; Relate; Children’s Services; Adult Social Care; the Probation Service; HMP Preston; HMP Lincoln; Cafcass; Jobcentre Plus; the Drive Project; Lancaster House; King’s College Hospital; Elizabeth Fry House; the Samaritans',
  ),
  '#DAY': list('Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday; Christmas Day; Easter Monday; Good Friday'),
  '#MONTH': list('January; March; April; May; June; July; August; September; October'),
  '#DRUG': list(
    'Sertraline; Fluoxetine; Mirtazapine; Diazepam; Zopiclone; Citalopram; Propranolol; Methadone; Subutex; Quetiapine; Co-codamol; Ventolin; Mirena; Antabuse; Pregabalin; Tramadol',
  ),
  '#LABEL': list(
    'DASH; MARAC; IDVA; DVPN; VRF; MG11; CRIS; PNC; NFA; DASH-RIC; IRIS; CARA; DARA; Op Encompass; Operation Sarah; KV1; FV1; Adult A; Child B; ABE; VPS; BWV; S47; Section 20; G-RIC; Clare’s Law; Sarah’s Law; Helen’s Law',
  ),
  '#THING': list(
    'iPhone; WhatsApp; Facebook; Snapchat; Ford Focus; Vauxhall Corsa; Audi; Xbox; Ring doorbell; AirTag; Instagram; Amazon parcel; Tesco bag; Nissan Juke; Mercedes; Alexa; MacBook; Guinness; Jack Daniel’s',
  ),
  '#ROLE': list(
    'Social Worker; Health Visitor; Housing Officer; Duty Sergeant; Midwife; School Nurse; Head Teacher; Probation Officer; GP; Domestic Abuse Advocate; Safeguarding Lead; Family Support Worker; Neighbour; Mum; Nan; Grandad; Landlord',
  ),
}
const TEMPLATES =
  list(`He kicked the door through and threatened to break her arm.; Will he be bailed to his mother's address?; Mark the file as high risk before #DAY.; May be able to attend on #DAY after work.; Hope to visit before the end of #MONTH.;
  Grace period for the rent ends in #MONTH.; Bill for the repairs was sent to the tenant.; Rose early and left the house at six.; Frank discussion about the drinking took place.; Faith group has offered food.; Summer holidays start in #MONTH.; Dawn raid planned for #DAY.; Rich detail in the account given.;
  Joy was not shown by the child at contact.; Grant of bail opposed by #AGENCY.; Amber warning for snow in #PLACE on #DAY.; Pearl necklace was taken from the bedroom.; Cash was taken from her purse.; Young people in the house at the time.; Long history of breaches.; Short stay in hospital in #MONTH.;
  Green bag left outside #STREET.; Brown envelope pushed through the door.; Black car seen near #STREET on #DAY.; White powder found in the kitchen.; King size bed was broken.; Wood splinters on the landing.; Hall window was smashed from outside.; Cook was not at work that day.; Ward staff were told of the risk.; Field officer attended #STREET.;
  Attended #STREET in #PLACE at 22:40 with #AGENCY.; Moved from #PLACE to #PLACE in #MONTH 2024.; Referral sent to #AGENCY on #DAY.; #AGENCY said no further action.; Lives near #STREET, #PLACE.; #ROLE said the flat was cold and there was no food.; Spoke to the #ROLE at #AGENCY.; Prescribed #DRUG 50mg and #DRUG at night.;
  Started #DRUG in #MONTH and stopped in #MONTH.; #LABEL completed, score 17, sent to #AGENCY.; Shared under #LABEL with #AGENCY.; He took her #THING and read the messages.; Found a #THING under the car seat.; The #THING was seized on #DAY.; He waited outside #AGENCY until #DAY morning.; She wants to move to #PLACE before #MONTH.;
  Caller states male outside with a knife, female and two children inside.; No reply at #STREET, card left.; Child did not attend school on #DAY or #DAY.; He is wanted on recall to #AGENCY.; Housing transfer to #PLACE agreed by #AGENCY.; Injunction expires in #MONTH.; Non-molestation order served at #STREET.;
  Home visit with #ROLE on #DAY: house clean, no food in fridge.; Bruising to left arm and cheek, photographs taken.; HE SAID HE WOULD BURN THE HOUSE DOWN; CALLER STATES EX PARTNER OUTSIDE ADDRESS IN #PLACE; NO FURTHER ACTION BY #AGENCY; he said he would burn the house down; she will not go to court; may need a new lock at #STREET;
  Strangulation, threat to kill, contact through family, school route.; Not safe to text after 18:00; use work email.; Please copy to #AGENCY and the #ROLE.; Reviewed by #ROLE on 14 #MONTH 2025.; #DAY evening: shouting heard from flat above.; Perpetrator breached bail by going to #STREET.;
  #PLACE #ROLE to attend next meeting.; Female is pregnant, due in #MONTH, booked at #AGENCY.; He drinks #THING every night.; Travelled to #PLACE for a wedding in #MONTH.; Police National Computer check done.; Risk level raised from Medium to High.; Action: #ROLE to contact #AGENCY by #DAY.;
  He will not let her see the doctor alone.; The mark on her neck was red.; She rose to leave and he blocked the hall.; In good faith she let him in.; He may bill her for the damage.; They hope the order is made.; With grace and patience staff calmed him.; He said "I will find you" and left.; Her will was found torn up.`)

/** Made-up sentences without anybody's name, the same for the same seed. */
export function sentencesWithoutNames(seed: number, count: number): readonly string[] {
  const random = createRandom(seed)
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  return Array.from({ length: count }, () => {
    const template = one(TEMPLATES)
    const filled = template.replaceAll(/#[A-Z]+/g, (slot) => one(SLOTS[slot] ?? [slot]))
    return template === template.toUpperCase() ? filled.toUpperCase() : filled.charAt(0).toUpperCase() + filled.slice(1)
  })
}
