import type { ValuesIn } from './template.ts'
import type { English } from './en.ts'
import type { Code, Said } from './said.ts'

const MARK = 'code:'

/** The codes of sentences without values. */
type BareCode = { [C in Code]: keyof ValuesIn<English[C]> extends never ? C : never }[Code]

/** What a schema says of a value, as a code: the checker takes only texts. */
export const issue = (code: BareCode): string => MARK + code

/** What was given to {@link issue}; nothing for what the checker says in its own words. */
export const saidByIssue = ({ message }: { message: string }): Said | undefined =>
  message.startsWith(MARK) ? { code: message.slice(MARK.length), values: {} } : undefined
