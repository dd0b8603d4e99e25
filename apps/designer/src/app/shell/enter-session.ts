import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '@tailorbird/contract/session'
import { queries } from '../../api/queries.ts'
import { csrfToken } from '../../api/server-state.ts'

/** Takes over a new session. What the one before had seen is forgotten. */
export function enterSession(queryClient: QueryClient, session: Session) {
  csrfToken.set(session.csrfToken)
  const { queryKey } = queries.session()
  queryClient.setQueryData(queryKey, session)
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] })
}
