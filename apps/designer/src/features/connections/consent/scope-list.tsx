import { IconCheck } from '@tabler/icons-react'
import { scopeInWords, whyScope } from './scopes.ts'
import classes from './scope-list.module.css'

/** What is asked for and why. */
export function ScopeList({ scopes }: { scopes: string[] }) {
  return (
    <ul className={classes.list}>
      {scopes.map((scope) => (
        <li key={scope} className={classes.item} title={scope}>
          <IconCheck size={16} aria-hidden />
          <span>{capital(scopeInWords(scope))}</span>
          <span className={classes.why}>{whyScope(scope)}</span>
        </li>
      ))}
    </ul>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
