import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ApiProblem, inWords } from '../../api/api-problem.ts'
import { PageHeading } from '../../ui/page/page-heading.tsx'
import { said } from '../../words/said.ts'
import { sentence } from '../../words/sentence.ts'

/** What happened and the ways on, in the place of what should have stood there. */
export function ErrorNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const { title, says } = explain(error)
  return (
    <>
      <PageHeading title={title} lead={says} />
      <Button onClick={() => (isStale(error) ? location.reload() : retry())} mr="md">
        Try again
      </Button>
      <Link to="/">Go to your flows</Link>
    </>
  )
}

function explain(error: unknown): { title: string; says: string } {
  if (isStale(error)) {
    return { title: 'Tailorbird was updated', says: sentence(said('designer.updated')) }
  }
  if (!(error instanceof ApiProblem)) return { title: 'This page broke', says: inWords(error) }
  const titles: Record<number, string> = {
    0: 'The server does not answer',
    403: 'This is not open to you',
    404: 'This is gone',
  }
  return { title: titles[error.status] ?? error.title, says: error.detail }
}

/** The code of a page is missing because a new version has been put in its place. */
const isStale = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
