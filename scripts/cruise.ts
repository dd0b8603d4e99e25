import { execFile } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

/** What was read of one folder's imports, and which of them the rules forbid. */
export interface Cruise {
  modules: { source: string; dependencies: { resolved: string; dependencyTypes: string[] }[] }[]
  violations: { rule: string; from: string; to: string }[]
}

/** Reads the imports of all TypeScript in the `parts` of `folder` and judges them by the rules of this house. */
export function cruise(folder: string, parts: string[]): Promise<Cruise> {
  const args = [program, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...parts]
  return new Promise((resolve, reject) => {
    // It exits with the number of violations, so a code says nothing about whether it worked; its JSON does.
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 200_000_000 }, (_, stdout, stderr) => {
      try {
        resolve(read(stdout))
      } catch (cause) {
        reject(new Error(`The imports could not be read: ${stderr}`, { cause }))
      }
    })
  })
}

function read(json: string): Cruise {
  const { modules, summary } = JSON.parse(json) as {
    modules: Cruise['modules']
    summary: { violations: { rule: { name: string }; from: string; to: string }[] }
  }
  return { modules, violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })) }
}
