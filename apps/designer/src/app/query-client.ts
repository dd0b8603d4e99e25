import { QueryClient } from '@tanstack/react-query'
import { isUnreachable } from '../api/api-problem.ts'
import { queries } from '../api/queries.ts'
import { signedOutCount } from '../api/server-state.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only silence is worth asking again.
      retry: (failures, error) => isUnreachable(error) && failures < 2,
      retryDelay: (attempt) => 500 * 2 ** attempt,
      // The runtime may be next door: being offline for the internet says nothing about it.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

/** Whoever hears 401 first: the session is over everywhere, and the frame asks to sign in. */
signedOutCount.subscribe(() => {
  const { queryKey } = queries.session()
  queryClient.setQueryData(queryKey, (session) => session && { ...session, user: null })
  void queryClient.invalidateQueries({ queryKey })
})
