// How the house stands, by the same measures each time: files and their lines, functions, casts, comments, circles, arrows
// that run up, folders that hold too much. `npm run measure`, or `npm run measure -- <another checkout>` to compare.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { cruise } from '../cruise.ts'
import { type Arrows, between, circlesIn } from './circles.ts'
import { readCode } from './read-code.ts'

const LONG_FILE = 400
const FULL_FOLDER = 20

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..', '..'))
const files = ['apps', 'packages'].flatMap(sourcesIn)
const { modules, violations } = await cruise(root, ['packages', 'apps'])
const own = new Set(files)
const arrows: Arrows = new Map(
  modules
    .filter(({ source }) => own.has(source))
    .map(({ source, dependencies }) => [
      source,
      new Set(dependencies.map(({ resolved }) => resolved).filter((to) => own.has(to))),
    ]),
)

const parts = [...new Set(files.map(partOf))].toSorted((a, b) => a.localeCompare(b))
console.table(Object.fromEntries([...parts.map((part) => [part, figuresOf(part)]), ['all', figuresOf('')]]))
list('Circles of files', circlesIn(arrows))
list('Circles of rooms, loose files counted as one', circlesIn(between(arrows, roomOf)))
list('Circles of folders', circlesIn(between(arrows, (file) => dirname(file))))
list(
  'Imports that a rule forbids',
  violations.map(({ rule, from, to }) => [`${rule}: ${from} -> ${to}`]),
)
list(`Folders with more than ${FULL_FOLDER} files at one level`, fullFolders())

function figuresOf(part: string) {
  const all = files.filter((file) => file.startsWith(part))
  const read = all.map((file) => readCode(readFileSync(join(root, file), 'utf8'), { tsx: file.endsWith('x') }))
  const lines = read.map((each) => each.lines)
  const functions = read.flatMap((each) => each.functions)
  const total = sum(lines)
  return {
    files: all.length,
    lines: total,
    'median / p90 / max': [at(lines, 0.5), at(lines, 0.9), at(lines, 1)].join(' / '),
    [`> ${LONG_FILE}`]: lines.filter((count) => count > LONG_FILE).length,
    functions: functions.length,
    'their median / p90 / max': [at(functions, 0.5), at(functions, 0.9), at(functions, 1)].join(' / '),
    'as per 1,000': round((sum(read.map(({ casts }) => casts)) / total) * 1000),
    'comments %': round((sum(read.map(({ commentLines }) => commentLines)) / total) * 100),
  }
}

/** Product code: no tests, nor what only tests use. */
function sourcesIn(part: string): string[] {
  return readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[\w-]+\/src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$|\/testing\//.test(path))
    .map((path) => join(part, path))
}

function fullFolders(): string[][] {
  const counts = Map.groupBy(files, (file) => dirname(file))
  return [...counts]
    .filter(([, inside]) => inside.length > FULL_FOLDER)
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([folder, inside]) => [`${folder}: ${inside.length}`])
}

function partOf(file: string) {
  return file.split('/').slice(0, 2).join('/')
}

/** The folder below `src`; what lies beside the rooms counts as one. */
function roomOf(file: string) {
  const [, room = ''] = /\/src\/([^/]+)\//.exec(file) ?? []
  return `${partOf(file)}: ${room}`
}

function at(numbers: number[], share: number) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function list(title: string, all: string[][]) {
  console.log(`\n${title}: ${all.length}`)
  for (const each of all) console.log(`  ${each.length > 1 ? `(${each.length}) ` : ''}${each.join(', ')}`)
}

function sum(numbers: number[]) {
  return numbers.reduce((total, each) => total + each, 0)
}

function round(number: number) {
  return Math.round(number * 10) / 10
}
