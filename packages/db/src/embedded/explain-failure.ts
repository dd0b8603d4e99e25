import { dirname } from 'node:path'

/** What goes away by itself: a predecessor's lock file, memory or port, or a start that is under way elsewhere. */
export const isPassing = (error: unknown) =>
  /lock file .* already exists|shared memory block .* in use|could not bind|Address already in use|is starting up|another server might be running|did not start in time/i.test(
    wordsOf(error),
  )

/** Turns what Postgres or the file system said into a sentence that says what to do. `folder` is the cluster's. */
export function explainFailure(error: unknown, folder: string): Error {
  const words = wordsOf(error)
  const known = explanations.find(({ sign }) => sign.test(words))
  const advice = known
    ? known.say(folder)
    : `Postgres did not start in ${folder}. Its own words are below and in server.log there.`
  return new Error(`${advice}\n${words}`, { cause: error })
}

const wordsOf = (error: unknown) =>
  error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`.trim() : String(error)

const explanations: { sign: RegExp; say: (folder: string) => string }[] = [
  {
    sign: /ENOSPC|No space left on device|EDQUOT|quota exceeded/i,
    say: (folder) => `The disk that holds ${dirname(folder)} is full. Free at least 200 MB and start again.`,
  },
  {
    sign: /EROFS|Read-only file system/i,
    say: (folder) => `${dirname(folder)} is on a read-only disk. Set TAILORBIRD_DATA to a folder that may be written.`,
  },
  {
    sign: /EACCES|EPERM|Permission denied|wrong ownership|Operation not permitted/i,
    say: (folder) =>
      `Tailorbird may not write to ${dirname(folder)}. Give this user the right to write there, start as the user who owns it, ` +
      'or set TAILORBIRD_DATA to another folder.',
  },
  {
    sign: /ENOENT.*mkdir/,
    say: (folder) => `The folder ${dirname(folder)} cannot be made. Set TAILORBIRD_DATA to another one.`,
  },
  {
    sign: /initdb ended/,
    say: (folder) => `Postgres could not create its database in ${folder}. Its own words are below.`,
  },
  {
    sign: /ENOTDIR|EEXIST|Not a directory/i,
    say: (folder) => `A file stands where ${dirname(folder)} should be a folder. Move it away and start again.`,
  },
  {
    sign: /incompatible with server|was initialized by PostgreSQL version/i,
    say: (folder) =>
      `The data in ${folder} was written by another major version of Postgres. Dump it with that version and restore it here.`,
  },
  {
    sign: /PANIC|checkpoint record|pg_control|not a (valid|complete|database)|could not (open|read) (file|directory)|invalid|corrupt|bogus data|does not exist|unrecognized/i,
    say: (folder) =>
      `The database in ${folder} is damaged. Move that folder away to start empty, or put a backup in its place; do not delete it, most of it can be saved.`,
  },
]
