import { userInfo } from 'node:os'
import type { Command } from './run-program.ts'
import { runProgram } from './run-program.ts'

/** `nobody`, on every Linux that matters. */
const nobody = 65534

/** As whom the server runs. Postgres refuses to run as root. */
export interface ServerUser {
  command(file: string, args: string[]): Command
  /** Who must own the files; undefined: whoever runs us, nothing to do. */
  owner?: number
}

const direct: ServerUser = { command: (file, args) => ({ file, args }) }

/** Looks like nobody from inside, is still root from outside: files stay ours and 0700 folders stay open. */
const namespace: ServerUser = {
  command: (file, args) => ({
    file: 'unshare',
    args: ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--', file, ...args],
  }),
  ...(process.getuid && { owner: process.getuid() }),
}

/** For containers that forbid user namespaces: nobody who may pass through folders that only root may enter.
 *  Without no_setuid_fixup the capability is dropped in access(), by which initdb looks for its programs. */
const capable: ServerUser = {
  command: (file, args) => ({
    file: 'setpriv',
    args: [
      ...[`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--inh-caps=+dac_override'],
      ...['--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup', '--', file, ...args],
    ],
  }),
  owner: nobody,
}

const plainNobody: ServerUser = {
  command: (file, args) => ({ file, args, uid: nobody, gid: nobody }),
  owner: nobody,
}

/**
 * Chooses as whom to run `program`, by trying it with --version.
 * `candidates` is for tests. Throws a sentence if nobody may run it.
 */
export async function chooseServerUser(program: string, candidates = usualCandidates()): Promise<ServerUser> {
  const refusals: string[] = []
  for (const user of candidates) {
    const { code, output } = await runProgram(user.command(program, ['--version']))
    if (code === 0) return user
    refusals.push(output.trim())
  }
  throw new Error(
    `Tailorbird cannot run its own Postgres here (${refusals.filter(Boolean).join('; ')}). ` +
      `Set DATABASE_URL to a Postgres of your own${process.getuid?.() === 0 ? ', or start as an ordinary user instead of root' : ''}.`,
  )
}

function usualCandidates() {
  if (process.getuid?.() === 0) return rootCandidates
  // initdb looks up its user's name; a container may run us under a number that has none.
  return hasName() ? [direct] : [namespace, direct]
}

export const rootCandidates = [namespace, capable, plainNobody]

function hasName() {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}
