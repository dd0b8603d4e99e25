import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Command {
  file: string
  args: string[]
  uid?: number
  gid?: number
}

/**
 * Runs a program to its end and returns its exit code and all that it printed; code -1 if it could not be started.
 * The output goes through a file: a server that the program leaves behind inherits it, and a pipe would never close.
 */
export async function runProgram({ file, args, ...user }: Command): Promise<{ code: number; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tailorbird-out-'))
  const path = join(folder, 'out')
  const out = openSync(path, 'w')
  try {
    return await new Promise((resolve) => {
      const child = spawn(file, args, { ...user, stdio: ['ignore', out, out], cwd: '/', windowsHide: true })
      child.on('error', (error) => resolve({ code: -1, output: error.message }))
      child.on('exit', (code) => resolve({ code: code ?? -1, output: readFileSync(path, 'utf8') }))
    })
  } finally {
    closeSync(out)
    rmSync(folder, { recursive: true, force: true })
  }
}
