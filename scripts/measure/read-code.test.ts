import { expect, test } from 'vitest'
import { readCode } from './read-code.ts'

test('counts lines, comments, casts and the lines of functions', () => {
  const source = [
    '/** Says',
    ' *  hello. */',
    'export function hello(name: unknown) {',
    '  // Names are text.',
    '  return `Hello ${name as string}`',
    '}',
    "const ways = ['a'] as const",
    'const short = () => ways',
    'const long = () => {',
    '  return short()',
    '}',
    '',
  ].join('\n')
  expect(readCode(source)).toEqual({ lines: 11, commentLines: 3, casts: 1, functions: [4, 3] })
})
