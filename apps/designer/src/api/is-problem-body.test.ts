import { ProblemBody } from '@tailorbird/contract/problem-body'
import { expect, test } from 'vitest'
import { isProblemBody } from './is-problem-body.ts'

const body = { type: 'tailorbird:x', title: 'X', status: 409, detail: 'Do this.', code: 'x.y', values: {} }
const problem = { severity: 'error', code: 'a.b', values: { at: 1 }, message: 'Wrong.', nodeId: 'n', field: 'text' }

const right: unknown[] = [
  body,
  { ...body, errors: [], problems: [] },
  {
    ...body,
    errors: [{ path: 'name', message: 'Missing.', code: 'named.missing', values: {} }],
    problems: [problem, { ...problem, nodeId: undefined }],
  },
  { ...body, orpc: { data: 1 } },
]
const wrong: unknown[] = [
  undefined,
  null,
  'text',
  [],
  {},
  { ...body, status: '409' },
  { ...body, status: 4.5 },
  { ...body, detail: undefined },
  { ...body, values: undefined },
  { ...body, errors: [{ path: 'name', message: 'Missing.' }] },
  { ...body, errors: null },
  { ...body, errors: [null] },
  { ...body, errors: [{ path: 'name' }] },
  { ...body, problems: {} },
  { ...body, problems: [{ ...problem, severity: 'hint' }] },
  { ...body, problems: [{ ...problem, nodeId: 7 }] },
  { ...body, problems: [{ ...problem, values: undefined }] },
]

test.each([...right, ...wrong])('says what the schema says of %j', (value) => {
  expect(isProblemBody(value)).toBe(ProblemBody.safeParse(value).success)
  expect(isProblemBody(value)).toBe(right.includes(value))
})
