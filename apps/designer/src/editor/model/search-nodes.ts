import type { NodeDescription } from '@tailorbird/flow/node/node-type'

/** The nodes that fit what was typed, best first. Every word must be found somewhere; a slip of the finger is forgiven in titles. */
export function searchNodes(catalogue: readonly NodeDescription[], query: string): NodeDescription[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...catalogue]
  return catalogue
    .map((type) => ({ type, score: words.reduce((sum, word) => sum + scoreOf(type, word), 0) }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => b.score - a.score)
    .map(({ type }) => type)
}

function scoreOf({ title, summary, keywords = [], group, type }: NodeDescription, word: string): number {
  const places: [string, number][] = [
    [title, 100],
    [keywords.join(' '), 60],
    [group, 40],
    [summary, 30],
    [type, 20],
  ]
  const best = Math.max(...places.map(([text, weight]) => weight * within(text.toLowerCase(), word)))
  if (best > 0) return best
  return inOrder(title.toLowerCase(), word) ? 5 : -Infinity
}

/** 1 at the start of the text, 0.8 at the start of a word, 0.5 in the middle of one, 0 nowhere. */
function within(text: string, word: string): number {
  if (text.startsWith(word)) return 1
  if (text.includes(` ${word}`)) return 0.8
  return word.length > 2 && text.includes(word) ? 0.5 : 0
}

/** All letters of the word come up in this order, the first at the start of a word: `crtpst` finds Create Post. */
function inOrder(text: string, word: string): boolean {
  const first = word[0]
  if (first === undefined || !text.split(' ').some((part) => part.startsWith(first))) return false
  let at = 0
  for (const letter of text) if (letter === word[at]) at += 1
  return at === word.length
}
