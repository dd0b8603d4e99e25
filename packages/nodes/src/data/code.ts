import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineAction } from '@tailorbird/flow/node/node-type'
import type { CodeEnd } from './code-task.ts'
import { runCode } from './sandbox.ts'

export const code = defineAction({
  type: 'data.code',
  title: 'Code',
  summary: 'Computes something in JavaScript.',
  group: 'Data',
  icon: 'code',
  keywords: ['javascript', 'script', 'function', 'formula', 'compute', 'transform'],
  effect: 'reads',
  params: {
    input: field.assignments({ label: 'Input', hint: 'The code finds these in `input`.', optional: true }),
    code: field.code({
      label: 'JavaScript',
      hint: 'Use `input`, and `return` what later steps shall see. There is no network and no file.',
      initial: 'return { text: input.text }',
    }),
  },
  output: { result: field.any({ label: 'Result' }) },
  notes: ['Runs for a quarter of a second at most, with 32 MB of memory, and reaches nothing outside.'],
  async run({ params: { input = {}, code: source } }) {
    const end = await runCode({ code: source, input: JSON.stringify(input) })
    if (end.end !== 'done') throw new Failure({ ...failureOf(end), field: 'code' })
    return { result: JSON.parse(end.json) as unknown }
  },
})

function failureOf(end: Exclude<CodeEnd, { end: 'done' }>): { code: string; message: string; hint?: string } {
  switch (end.end) {
    case 'syntax':
      return { code: 'code.syntax', message: `The code cannot be read${at(end.line)}: ${end.message}` }
    case 'threw':
      return { code: 'code.threw', message: `The code failed${at(end.line)}: ${end.message}` }
    case 'not json':
      return {
        code: 'code.not-json',
        message: `What the code returned cannot be kept: ${end.message}.`,
        hint: 'Return text, numbers, lists or plain objects.',
      }
    case 'promise':
      return {
        code: 'code.promise',
        message: 'The code returned a promise. There is nothing to wait for here.',
        hint: 'Return the value itself, without async.',
      }
    case 'time':
      return { code: 'code.time', message: 'The code ran for more than a quarter of a second and was stopped.' }
    case 'memory':
      return { code: 'code.memory', message: 'The code needed more than 32 MB of memory and was stopped.' }
    case 'stack':
      return { code: 'code.stack', message: 'The code called itself too often, one call inside the other.' }
    case 'crashed':
      return { code: 'code.crashed', message: 'The code brought down what it ran in, and was stopped.' }
    case 'too large':
      return { code: 'code.too-large', message: 'The code returned more than a million characters.' }
  }
}

const at = (line: number | undefined) => (line === undefined ? '' : ` in line ${line}`)
