import { parseAst } from 'vite'

export interface CodeFigures {
  lines: number
  /** Lines that hold nothing but a comment. */
  commentLines: number
  /** Casts; `as const` is none. */
  casts: number
  /** Lines of each function that has a body in braces. */
  functions: number[]
}

/** What can be counted in one TypeScript file. */
export function readCode(source: string, { tsx = false } = {}): CodeFigures {
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0)
  const commentLines = source.split('\n').filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line)).length
  const figures: CodeFigures = { lines, commentLines, casts: 0, functions: [] }
  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length
  walk(parseAst(source, { lang: tsx ? 'tsx' : 'ts' }), (node) => {
    if (node.type === 'TSAsExpression' && source.slice(node.end - 5, node.end) !== 'const') figures.casts++
    const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)
    if (isFunction && node.body?.type === 'BlockStatement') {
      figures.functions.push(lineAt(node.end) - lineAt(node.start) + 1)
    }
  })
  return figures
}

interface SyntaxNode {
  type: string
  start: number
  end: number
  body?: { type?: string }
}

function walk(value: unknown, visit: (node: SyntaxNode) => void) {
  if (Array.isArray(value)) {
    for (const each of value) walk(each, visit)
  } else if (isNode(value)) {
    visit(value)
    for (const part of Object.values(value)) if (typeof part === 'object') walk(part, visit)
  }
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
