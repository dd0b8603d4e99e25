import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { code } from './code.ts'
import { saysLater } from '../testing/says.ts'

const run = async (source: string, input?: Record<string, unknown>) =>
  (await code.run(nodeContext({ params: { code: source, input } }))).result
const codeOf = async (source: string) => {
  const failed = await run(source).then(
    (result) => ({ data: { code: `came to ${JSON.stringify(result)}` } }),
    (error: { data: { code: string } }) => error,
  )
  return failed.data.code
}

test('computes with what it is given', async () => {
  expect(await run('return input.a + input.b', { a: 1, b: 2 })).toBe(3)
  expect(await run('return input.list.map((n) => n * 2)', { list: [1, 2] })).toEqual([2, 4])
  expect(await run('const x = 1')).toBeNull()
})

test('a mistake is told with its line', async () => {
  expect(await saysLater(run('const a = 1\nreturn a +'))).toContain('cannot be read in line')
  expect(await saysLater(run('const a = 1\nreturn b'))).toContain("The code failed in line 2: 'b' is not defined")
  expect(await saysLater(run('throw new Error("no title")'))).toContain('no title')
  expect(await saysLater(run('throw "just text"'))).toContain('just text')
})

test('what runs too long is stopped, whatever it does', async () => {
  expect(await codeOf('while (true) {}')).toBe('code.time')
  expect(await codeOf('try { while (true) {} } catch { return 1 } finally { while (true) {} }')).toBe('code.time')
  expect(await codeOf('return /(a+)+$/.test("a".repeat(40) + "!")')).toBe('code.time')
  expect(await codeOf('return { toJSON() { while (true) {} } }')).toBe('code.time')
  expect(await codeOf('return new Array(4294967295).indexOf(1)')).toBe('code.time')
  expect(await run('return 1')).toBe(1)
})

test('what takes too much memory or calls itself too deep is stopped', async () => {
  expect(await codeOf('const a = []; while (true) a.push("x".repeat(1e6) + a.length)')).toBe('code.memory')
  expect(await codeOf('return "x".repeat(2 ** 29)')).toBe('code.memory')
  expect(await codeOf('const f = () => f() + 1; return f()')).toBe('code.stack')
  expect(await codeOf('let o = {}; for (let i = 0; i < 1e4; i++) o = { o }; return o')).toMatch(
    /^code\.(stack|not-json)$/,
  )
  expect(await codeOf('const a = []; while (true) a.push({})')).toBe('code.memory')
  expect(await codeOf('return "x".repeat(2e6)')).toBe('code.too-large')
  expect(await run('return 1')).toBe(1)
})

test('what cannot be kept is refused', async () => {
  expect(await codeOf('const o = {}; o.o = o; return o')).toBe('code.not-json')
  expect(await codeOf('return 1n')).toBe('code.not-json')
  expect(await codeOf('return () => 1')).toBe('code.not-json')
  expect(await codeOf('return (async () => 1)()')).toBe('code.promise')
  expect(await codeOf('JSON.stringify = () => 7; return { a: 1 }')).toBe('came to {"a":1}')
})

test('reaches nothing outside', async () => {
  const names = ['process', 'require', 'fetch', 'setTimeout', 'console', 'WebAssembly', 'Buffer', 'XMLHttpRequest']
  expect(await run(`return ${JSON.stringify(names)}.filter((name) => name in globalThis)`)).toEqual([])
  expect(await codeOf('return this.constructor.constructor("return process")()')).toBe('code.threw')
  expect(await codeOf('return (() => {}).constructor("return process")().pid')).toBe('code.threw')
  expect(await codeOf('return import("node:fs")')).toMatch(/^code\.(promise|threw|syntax)$/)
  expect(await codeOf('}); globalThis.leak = 1; (function () { return 2')).not.toContain('leak')
})

test('one run leaves nothing behind for the next, nor for us', async () => {
  await run('Object.prototype.polluted = 1; Array.prototype.map = () => "gone"; globalThis.kept = 1; return 1')
  expect(await run('return [typeof kept, {}.polluted ?? null, [1].map((n) => n)]')).toEqual(['undefined', null, [1]])
  expect(await run('return JSON.parse(\'{"__proto__": {"polluted": 1}}\')')).toEqual(
    JSON.parse('{"__proto__": {"polluted": 1}}'),
  )
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('any text comes through as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      expect(await run('return input.text', { text })).toBe(text)
    }),
    { numRuns: 50 },
  )
})

test('many at once wait for each other', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => run('return input.n', { n })))
  expect(all).toEqual(Array.from({ length: 20 }, (_, n) => n))
})
