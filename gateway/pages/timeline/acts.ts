import { joined } from './people.ts'

/** What he did, by code of `tactic` and by the group of a reduced form: words that end where the person harmed is named. */
const TO_SOMEBODY: Readonly<Record<string, string>> = {
  physical: 'used physical violence against',
  'physical.assault': 'assaulted',
  'physical.injury_serious': 'seriously injured',
  'physical.strangulation': 'strangled or suffocated',
  'physical.weapon_used': 'used or showed a weapon against',
  'physical.restraint': 'held or locked in',
  'physical.corrosive_or_fire': 'used fire or a corrosive substance against',
  sexual: 'used sexual abuse against',
  'sexual.rape': 'raped',
  'sexual.assault': 'sexually assaulted',
  'sexual.coercion': 'used sexual coercion or pressure against',
  'sexual.image_abuse': 'took, shared or threatened to share intimate images of',
  reproductive: 'used reproductive coercion against',
  'reproductive.coercion': 'took control of contraception, pregnancy or abortion from',
  threat: 'threatened',
  'threat.kill': 'threatened to kill',
  'threat.harm': 'threatened violence against',
  'threat.self_harm_as_control': 'threatened suicide or self-harm to control',
  'threat.expose_private': 'threatened to out, expose or shame',
  'threat.false_allegation': 'threatened to falsely accuse',
  'threat.pet': 'used harm to a pet to threaten',
  'threat.immigration': 'used immigration status to threaten',
  control: 'used controlling behaviour against',
  'control.monitor_time': 'demanded an account of time and movements from',
  'control.daily_rules': 'dictated food, clothes, sleep or house rules to',
  'control.movement_transport': 'restricted the movement or transport of',
  'control.work_education': 'stopped the work, training or language learning of',
  'control.medical_access': 'blocked medical care or support for',
  'control.isolation': 'isolated',
  'control.humiliate_degrade': 'humiliated or degraded',
  'control.faith_abuse': 'used faith to abuse',
  'control.disability_abuse': 'withheld aids, medication or support from',
  'control.forced_crime': 'forced crime on',
  emotional: 'emotionally abused',
  'emotional.verbal': 'verbally abused',
  'emotional.gaslighting': 'distorted reality for',
  tech: 'used technology to abuse',
  'tech.device_or_account_control': 'took control of the phone or accounts of',
  'tech.tracking': 'used technology to track',
  'tech.harassing_messages': 'sent repeated messages, calls or posts to',
  economic: 'used economic abuse against',
  'economic.restrict_money': 'used money to restrict or punish',
  'economic.coerced_debt': 'forced debt on',
  'economic.benefits_control': 'took control of the benefits, wages or accounts of',
  'economic.post_separation': 'used money or the home after separation against',
  stalking: 'stalked',
  'stalking.following': 'followed or spied on',
  'stalking.unwanted_contact': 'made unwanted contact with',
  'stalking.via_third_party': 'used other people to contact',
  parenting: 'used parenting or a child to abuse',
  'parenting.undermine': 'undermined the parenting of',
  'parenting.child_as_weapon': 'used a child to monitor, threaten or contact',
  'parenting.contact_abuse': 'used child contact to abuse',
  hba: 'used so-called honour-based abuse against',
  'hba.honour_based': 'used so-called honour-based abuse against',
  'hba.forced_marriage': 'forced, or threatened to force, a marriage on',
  'hba.fgm_threat': 'used FGM, or the threat of it, against',
  'hba.family_collusion': 'acted with other family members against',
  systems: 'used courts or services against',
  'systems.counter_allegation': 'made counter-allegations against',
  'systems.vexatious_litigation': 'used repeated court cases or complaints to control',
}

/** What he did that ends in no person of the event. */
const OF_ITSELF: Readonly<Record<string, string>> = {
  'threat.child': 'threatened a child',
  damage: 'damaged property',
  'damage.property': 'damaged property or a home',
  animal: 'harmed an animal',
  'animal.harm': 'harmed an animal',
  'parenting.child_harm': 'harmed or neglected a child',
  'systems.agency_manipulation': 'manipulated, misled or intimidated professionals',
  'systems.order_or_bail_manipulation': 'set things up so that somebody else seemed to break an order or bail',
}

/** How many acts a heading names; the lines of the entry have them all. */
const MOST = 3
const SOMEBODY = 'somebody'

/** What a sentence about acts is made of. */
export interface Acts {
  /** Codes of `tactic`, or their groups, in the order of the event. */
  readonly tactics: readonly string[]
  /** Whom they harmed; undefined where this reader may not know. */
  readonly whom: string | undefined
}

const USED = /^used (.+) against$/

/** Acts that end in the same person, shorter: `used A against and used B against` is `used A and B against`. */
function joinedActs(acts: readonly string[]): string {
  const used = acts.flatMap((act) => USED.exec(act)?.[1] ?? [])
  const others = acts.filter((act) => !USED.test(act))
  return joined(used.length === 0 ? others : [...others, `used ${joined(used)} against`])
}

/** Whether a code of `tactic`, or a group of codes, has words. */
export const hasWords = (tactic: string): boolean => Object.hasOwn(TO_SOMEBODY, tactic) || Object.hasOwn(OF_ITSELF, tactic)

/** What he did, as a sentence goes on after `he`: `strangled or suffocated and followed or spied on Leanne Marsh`. Undefined where no act is disclosed. */
export function actsWords({ tactics, whom }: Acts): string | undefined {
  const known = [...new Set(tactics)].filter(hasWords)
  const named = known.slice(0, MOST)
  const toSomebody = named.flatMap((tactic) => TO_SOMEBODY[tactic] ?? [])
  const clauses = [
    ...(toSomebody.length === 0 ? [] : [`${joinedActs(toSomebody)} ${whom ?? SOMEBODY}`]),
    ...named.flatMap((tactic) => OF_ITSELF[tactic] ?? []),
  ]
  if (clauses.length === 0) return undefined
  return known.length > MOST ? `${clauses.join(', ')}, and more` : joined(clauses)
}
