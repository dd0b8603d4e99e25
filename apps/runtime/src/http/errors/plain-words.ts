import { type Said, said as told } from '@tailorbird/flow/words/said'
import { saidByIssue } from '@tailorbird/flow/words/issue'
import { said } from '../../words/said.ts'

interface Issue {
  message: string
  code?: string
  expected?: string
  input?: unknown
  keys?: string[]
  values?: unknown[]
  minimum?: number | bigint
  maximum?: number | bigint
}

/** What is wrong with a value: what our schemas say as it is, the checker's own words put into plain ones. */
export function inPlainWords(path: string, issue: Issue): Said {
  const ours = saidByIssue(issue)
  if (ours) return ours
  if (!/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message))
    return told('kept.sentence', { text: issue.message })
  return path === '' ? ofRequest(issue) : ofField(path, issue)
}

function ofField(path: string, issue: Issue): Said {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return said('input.missing', { path })
      return said('input.kind', { path, kind: kindOf(issue) })
    case 'invalid_value':
      return said('input.choice', { path, choices: (issue.values ?? []).map(String) })
    case 'unrecognized_keys':
      return said('input.unknown-keys', { path, keys: issue.keys ?? [] })
    case 'too_small':
      return said('input.too-small', { path, least: String(issue.minimum) })
    case 'too_big':
      return said('input.too-big', { path, most: String(issue.maximum) })
    default:
      return said('input.form', { path })
  }
}

/** The same for the request as a whole, which has no name. */
function ofRequest(issue: Issue): Said {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return said('request.missing')
      return said('request.kind', { kind: kindOf(issue) })
    case 'invalid_value':
      return said('request.choice', { choices: (issue.values ?? []).map(String) })
    case 'unrecognized_keys':
      return said('request.unknown-keys', { keys: issue.keys ?? [] })
    case 'too_small':
      return said('request.too-small', { least: String(issue.minimum) })
    case 'too_big':
      return said('request.too-big', { most: String(issue.maximum) })
    default:
      return said('request.form')
  }
}

const kindOf = ({ expected = '' }: Issue): Said => KINDS[expected] ?? said('kind.other')

const KINDS: Record<string, Said> = {
  string: said('kind.text'),
  number: said('kind.number'),
  int: said('kind.whole-number'),
  boolean: said('kind.yes-or-no'),
  array: said('kind.list'),
  object: said('kind.object'),
  record: said('kind.object'),
  null: said('kind.nothing'),
}
