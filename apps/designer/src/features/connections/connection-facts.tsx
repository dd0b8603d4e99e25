import type { Connection } from '@tailorbird/contract/connections'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import classes from './connection-card.module.css'
import { scopeInWords } from './consent/scopes.ts'

/** What it may do, how long it lasts, when somebody last looked. */
export function ConnectionFacts({
  connection: { scopes, expiresAt, status, checkedAt, appName, kind },
}: {
  connection: Connection
}) {
  const renews = scopes === 'all' || scopes.includes('offline.access')
  return (
    <dl className={classes.facts}>
      <dt>May</dt>
      <dd>
        {scopes === 'all'
          ? 'what X keeps with its keys'
          : inList(scopes.filter((scope) => scope !== 'offline.access').map(scopeInWords))}
      </dd>
      <dt>Lasts</dt>
      <dd>
        {status !== 'connected' && 'until it is connected again'}
        {status === 'connected' && expiresAt === null && 'it does not end by itself'}
        {status === 'connected' && expiresAt !== null && (
          <>
            {renews ? 'renews by itself, ' : 'ends '}
            <RelativeTime at={expiresAt} />
          </>
        )}
      </dd>
      <dt>Through</dt>
      <dd>
        {appName}, {kind === 'oauth2' ? 'OAuth 2.0' : 'OAuth 1.0a, four keys'}
      </dd>
      {checkedAt && (
        <>
          <dt>Checked</dt>
          <dd>
            <RelativeTime at={checkedAt} />
          </dd>
        </>
      )}
    </dl>
  )
}

const inList = (words: string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(words)
