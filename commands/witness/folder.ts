import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { noteSigner, type NoteSigner } from '../../core/transparency-log/notes/signed-note.ts'
import { WitnessError } from '../../infra/witness/errors.ts'
import { createKeyFile, readKeyFile } from '../../infra/witness/key-file.ts'
import { openWitnessState, type WitnessState } from '../../infra/witness/state-store.ts'

/** Where a witness keeps its key and what it has cosigned. */
export interface WitnessFolder {
  /** Absolute or from where the command runs. */
  readonly folder: string
  /** A key file elsewhere; undefined: `witness.key` in the folder, made under `name` where it is missing. */
  readonly key: string | undefined
  /** Name of the key that is made. */
  readonly name: string | undefined
  /** Says that a key which is given has cosigned nothing yet. */
  readonly firstStart: boolean
}

const keyFile = ({ folder, key }: Pick<WitnessFolder, 'folder' | 'key'>): string => key ?? join(folder, 'witness.key')
const stateFile = (folder: string): string => join(folder, 'witness.sqlite')

/** The signer of a witness that is there. Throws WitnessError. */
export function witnessSigner(at: Pick<WitnessFolder, 'folder' | 'key'>): NoteSigner {
  const found = readKeyFile(keyFile(at))
  if (found === undefined)
    throw new WitnessError(
      'key-missing',
      `There is no key at ${keyFile(at)}. Start the witness once with --name, for example: throughline witness --name witness.example.org/probation`,
    )
  // A key that Go's tools wrote says that it is for notes; a witness cosigns alone.
  return noteSigner(found.name, 'cosignature', found.privateKey)
}

/**
 * Opens key and state, both made at the first start. Throws WitnessError. INVARIANT: a key that has cosigned never meets an empty state: it would
 * cosign a second history.
 */
export function openWitnessFolder(at: WitnessFolder): { readonly signer: NoteSigner; readonly state: WitnessState } {
  const { folder, name, key, firstStart } = at
  const [file, state] = [keyFile(at), stateFile(folder)]
  const isNew = !existsSync(file)
  if (isNew && name !== undefined && key === undefined && !existsSync(state)) {
    // The state first: a key without it is refused.
    openWitnessState(state).close()
    createKeyFile(file, name)
  }
  const signer = witnessSigner(at)
  if (name !== undefined && name !== signer.key.name)
    throw new WitnessError(
      'wrong-key',
      `The key at ${file} has another name than --name says. Leave --name out, or give this witness a folder of its own.`,
    )
  if (!existsSync(state) && !firstStart)
    throw new WitnessError(
      'state-missing',
      `The key at ${file} is there, and ${state}, which says what it has cosigned, is not. Put that file back as it was last. Where it is lost, make a witness with a new name in another folder: this key would cosign a second history. (A key that has cosigned nothing yet: --first-start.)`,
    )
  return { signer, state: openWitnessState(state) }
}

/** What a witness has kept, for people to look at. Throws WitnessError `state-missing` where it has not started yet. */
export function openKeptState(folder: string): WitnessState {
  if (!existsSync(stateFile(folder)))
    throw new WitnessError('state-missing', `There is no witness in ${folder}. Give the folder of one that has started.`)
  return openWitnessState(stateFile(folder))
}
