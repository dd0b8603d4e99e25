import { expect, test } from 'vitest'
import { csvLine } from './csv-line.ts'

test('cells are quoted where they must be', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', null, undefined, 3, true])).toBe(
    'a,"b,c","say ""hi""","two\nlines",,,3,true\r\n',
  )
})

test('no cell is taken for a formula; numbers stay numbers', () => {
  expect(csvLine(['=1+1', '+49', '-2', '@me', '\t=x', '\r=x', -2, "'quoted"])).toBe(
    `'=1+1,'+49,'-2,'@me,'\t=x,"'\r=x",-2,'quoted\r\n`,
  )
})
