/** What he did, in neutral words: subject, act, effect. Long enough for every rule, and no name, address or number in them. */
export const SENTENCES: readonly string[] = [
  'He shouted at her in the street and followed her to the bus stop.',
  'He took her bank card and told her what she was allowed to buy.',
  'He pushed her against the kitchen door and left a bruise on her arm.',
  'He sent messages through the night and came to her work in the morning.',
  'He broke the front window after she had told him to stay away.',
  'He checked her telephone every evening and asked who had called.',
  'He told the children that their mother would be sent away.',
  'He put his hands around her neck and let go when a neighbour knocked.',
  'He waited outside the school in his car and spoke to nobody.',
  'He threatened to hurt the dog if she went to her sister.',
  'He said that nobody would believe her and laughed at the officers.',
  'He locked the door, kept the key and went to work.',
]
