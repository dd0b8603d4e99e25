import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineAction } from '@tailorbird/flow/node/node-type'
import type { Said } from '@tailorbird/flow/words/said'
import type { CodeEnd } from './code-task.ts'
import { runCode } from './sandbox.ts'
import { said } from './words.ts'

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
    if (end.end !== 'done') throw new Failure(whatFailed(end), { field: 'code' })
    return { result: JSON.parse(end.json) as unknown }
  },
})

function whatFailed(end: Exclude<CodeEnd, { end: 'done' }>): Said {
  switch (end.end) {
    case 'syntax':
      return said('code.syntax', { wrong: placed(end, { at: 'code.syntax-at', somewhere: 'code.syntax-somewhere' }) })
    case 'threw':
      return said('code.threw', { wrong: placed(end, { at: 'code.threw-at', somewhere: 'code.threw-somewhere' }) })
    case 'not json':
      return said('code.not-json', { error: end.message })
    case 'promise':
      return said('code.promise')
    case 'time':
      return said('code.time')
    case 'memory':
      return said('code.memory')
    case 'stack':
      return said('code.stack')
    case 'crashed':
      return said('code.crashed')
    case 'too large':
      return said('code.too-large')
  }
}

interface Codes {
  at: 'code.syntax-at' | 'code.threw-at'
  somewhere: 'code.syntax-somewhere' | 'code.threw-somewhere'
}

const placed = ({ line, message: error }: { line?: number | undefined; message: string }, codes: Codes): Said =>
  line === undefined ? said(codes.somewhere, { error }) : said(codes.at, { line, error })
