import { saidByIssue } from '@tailorbird/flow/words/issue'
import { sentence } from '../../words/sentence.ts'

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

/** What is wrong with a value, for people: our own sentences as they are, the checker's put into plain words. */
export function inPlainWords(path: string, issue: Issue): string {
  const ours = saidByIssue(issue)
  if (ours) return sentence(ours)
  const name = path === '' ? 'The request' : `"${path}"`
  const isOurs = !/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message)
  if (isOurs) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return `${name} is missing.`
      return `${name} must be ${KINDS[issue.expected ?? ''] ?? 'of another kind'}.`
    case 'invalid_value':
      return `${name} must be one of: ${(issue.values ?? []).map(String).join(', ')}.`
    case 'unrecognized_keys':
      return `${name} has something unknown in it: ${(issue.keys ?? []).join(', ')}.`
    case 'too_small':
      return `${name} is too small or too short; at least ${issue.minimum} is needed.`
    case 'too_big':
      return `${name} is too large or too long; at most ${issue.maximum} is allowed.`
    default:
      return `${name} is not in the right form.`
  }
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'empty',
}
