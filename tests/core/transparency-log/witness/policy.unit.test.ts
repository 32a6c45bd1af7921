import { describe, expect, it } from '@jest/globals'
import { checkpointText } from '../../../../core/transparency-log/notes/checkpoint.ts'
import { formatNote } from '../../../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey, verifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { isQuorum, openUnderPolicy, parsePolicy, quorumWitnesses } from '../../../../core/transparency-log/witness/policy.ts'
import { logOf, logSigner, NOW, ORIGIN, sampleEntries, samplePolicy, witnessSigner } from '../sample-log.ts'

const NAMES = ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'] as const
const signers = new Map(NAMES.map((name) => [name, witnessSigner(`${name}.example`)]))
const vkey = (name: (typeof NAMES)[number]): string => formatVerifierKey((signers.get(name) ?? logSigner).key)
const witnessLines = NAMES.map((name) => `witness ${name} ${vkey(name)}`)
/** The example of C2SP tlog-policy. */
const EXAMPLE = [
  ...witnessLines.slice(0, 3),
  'group X-witnesses 2 X1 X2 X3',
  '',
  ...witnessLines.slice(3),
  'group Y-witnesses any Y1 Y2 Y3',
  '  # both',
  '\tgroup  X-and-Y all X-witnesses\tY-witnesses ',
  'quorum X-and-Y',
]

describe('a policy', () => {
  it('of the specification wants two of X and one of Y', () => {
    const policy = samplePolicy(EXAMPLE)
    const enough = (...names: readonly string[]) => isQuorum(policy, new Set(names))
    expect([enough('X1', 'X3', 'Y2'), enough(...NAMES)]).toEqual([true, true])
    expect([enough('X1', 'Y1', 'Y2', 'Y3'), enough('X1', 'X2', 'X3'), enough(), enough('X-witnesses', 'Y-witnesses')]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('may want one witness, or none', () => {
    expect(isQuorum(samplePolicy([...witnessLines, 'quorum X1']), new Set(['X1']))).toBe(true)
    expect(isQuorum(samplePolicy([...witnessLines, 'quorum X1']), new Set(['X2']))).toBe(false)
    expect(isQuorum(samplePolicy(['quorum none']), new Set())).toBe(true)
  })

  it('may have names and remarks of any octets, and addresses', () => {
    const policy = parsePolicy(Buffer.from(`# Prüfer\nwitness Bewährungshilfe ${vkey('X1')} https://w.example/\nquorum Bewährungshilfe\n`))
    expect(policy).toMatchObject({ logs: [] })
    const name = Buffer.from('Bewährungshilfe', 'utf8').toString('latin1')
    expect(policy).toHaveProperty('urls', new Map([[name, 'https://w.example']]))
  })

  it('says on whom its quorum can depend', () => {
    expect(quorumWitnesses(samplePolicy(EXAMPLE))).toEqual(NAMES)
    expect(quorumWitnesses(samplePolicy([...witnessLines, 'group G any X1 Y1', 'quorum G']))).toEqual(['X1', 'Y1'])
    expect([quorumWitnesses(samplePolicy([...witnessLines, 'quorum X2'])), quorumWitnesses(samplePolicy())]).toEqual([['X2'], []])
  })

  const log = `log ${formatVerifierKey(logSigner.key)}`
  const cosigningLog = formatVerifierKey(verifierKey(ORIGIN, 'cosignature', logSigner.key.publicKey))
  it.each([
    ['two quorums', ['quorum none', 'quorum none'], [2, 'not-allowed-here']],
    ['no quorum', [log], [2, 'not-allowed-here']],
    ['a word that is not of the format', ['quorum none', 'witnesses X1'], [2, 'not-allowed-here']],
    ['a control character', ['# a\u0007b', 'quorum none', 'quorum\u000bnone'], [3, 'not-allowed-here']],
    ['a quorum of nobody', ['quorum X1'], [1, 'name-unknown']],
    ['a group of those who come later', ['group G any X1', witnessLines[0], 'quorum none'], [1, 'name-unknown']],
    ['a group of none', [witnessLines[0], 'group G any none', 'quorum G'], [2, 'name-unknown']],
    ['a group without members', ['group G any', 'quorum none'], [1, 'not-allowed-here']],
    ['a threshold above its members', [witnessLines[0], 'group G 2 X1', 'quorum none'], [2, 'threshold']],
    ['a threshold of zero', [witnessLines[0], 'group G 0 X1', 'quorum none'], [2, 'threshold']],
    ['a name twice', [witnessLines[0], witnessLines[1]?.replace('X2', 'X1'), 'quorum none'], [2, 'name-taken']],
    ['a witness called none', [witnessLines[0]?.replace('X1', 'none'), 'quorum none'], [1, 'name-taken']],
    ['a member of two groups', [witnessLines[0], 'group G any X1', 'group H any X1', 'quorum G'], [3, 'member-twice']],
    ['a member twice', [witnessLines[0], 'group G 2 X1 X1', 'quorum G'], [2, 'member-twice']],
    ['one key for two witnesses', [witnessLines[0], `witness Z ${vkey('X1')}`, 'quorum none'], [2, 'duplicate-key']],
    ['a log twice', [log, log, 'quorum none'], [2, 'duplicate-key']],
    ['a witness with a key for notes', [`witness Z ${formatVerifierKey(logSigner.key)}`, 'quorum Z'], [1, 'wrong-key-type']],
    ['a log with a key for cosignatures', [`log ${cosigningLog}`, 'quorum none'], [1, 'wrong-key-type']],
    ['a key of a type that we cannot check', ['witness Z z+00000000+BgAA', 'quorum Z'], [1, 'unknown-type']],
    ['an address that is none', [`${witnessLines[0] ?? ''} w.example`, 'quorum none'], [1, 'wrong-url']],
    ['an address with a password', [`${witnessLines[0] ?? ''} https://a:b@w.example/`, 'quorum none'], [1, 'wrong-url']],
    ['a key with a false id', [`witness Z ${vkey('X1').replace(/\+[0-9a-f]{8}\+/, '+00000000+')}`, 'quorum none'], [1, 'wrong-id']],
  ] as const)('with %s is refused, by line', (_, lines, [line, code]) => {
    expect(parsePolicy(Buffer.from([...lines, ''].join('\n')))).toContainEqual({ line, code })
  })
})

describe('a checkpoint under a policy', () => {
  const policy = samplePolicy(EXAMPLE)
  const { checkpoint } = logOf(sampleEntries(9))
  const text = checkpointText(checkpoint)
  const signedBy = (...names: readonly (typeof NAMES)[number][]) =>
    Buffer.from(
      formatNote({
        text,
        signatures: [logSigner.sign(text, NOW), ...names.flatMap((name, at) => signers.get(name)?.sign(text, NOW + at) ?? [])],
      }),
    )

  it('says who has witnessed it and when, by the names of the policy', () => {
    expect(openUnderPolicy(signedBy('X1', 'X2', 'Y1'), policy)).toEqual({
      checkpoint,
      witnesses: new Map([
        ['X1', NOW],
        ['X2', NOW + 1],
        ['Y1', NOW + 2],
      ]),
      isQuorum: true,
    })
    expect(openUnderPolicy(signedBy('X1', 'X1', 'Y1'), policy)).toMatchObject({ isQuorum: false })
    expect(openUnderPolicy(signedBy(), policy)).toMatchObject({ isQuorum: false, witnesses: new Map() })
  })

  it('counts for nothing when witnesses alone have signed, or a log of another origin', () => {
    const witness = signers.get('X1') ?? logSigner
    expect(openUnderPolicy(Buffer.from(formatNote({ text, signatures: [witness.sign(text, NOW)] })), policy)).toBe('unsigned')
    const foreign = checkpointText({ ...checkpoint, origin: 'other.example' })
    expect(openUnderPolicy(Buffer.from(formatNote({ text: foreign, signatures: [logSigner.sign(foreign, NOW)] })), policy)).toBe('unsigned')
  })
})
