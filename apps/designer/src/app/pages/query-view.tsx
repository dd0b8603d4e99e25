import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'
import { ErrorNotice } from './error-notice.tsx'

interface QueryViewProps<T> {
  query: UseQueryResult<T>
  /** The page has its title already, so that what went wrong needs none. */
  headed?: boolean
  children(data: T): ReactNode
}

/** Draws what was asked for, or that it is on its way, or why it does not come. */
export function QueryView<T>({ query, headed = false, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (!query.error) return <Loading />
  const retry = () => void query.refetch()
  if (!headed) return <ErrorNotice error={query.error} retry={retry} />
  return (
    <Note
      tone="alarm"
      action={
        <Button variant="default" size="compact-sm" onClick={retry}>
          Try again
        </Button>
      }
    >
      {inWords(query.error)}
    </Note>
  )
}
