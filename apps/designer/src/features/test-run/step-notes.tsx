import { Link } from '@tanstack/react-router'
import type { RunStep, RunSummary } from '@tailorbird/flow/contract/runs'
import { parkInWords } from '../../editor/park-reason.ts'
import { Note } from '../../ui/note.tsx'
import { useNow } from '../../ui/use-now.ts'

/** What else is to be known of a step: why it waits, and whose result it has. */
export function StepNotes({ run, step }: { run: RunSummary; step: RunStep }) {
  return (
    <>
      {step.reusedFrom && (
        <Note>
          Taken over from{' '}
          <Link to="/runs/$runId" params={{ runId: step.reusedFrom }}>
            an earlier run
          </Link>
          . It was not done again.
        </Note>
      )}
      {step.status === 'waiting' && step.park && <Waiting run={run} park={step.park} />}
    </>
  )
}

function Waiting({ run, park }: { run: RunSummary; park: NonNullable<RunStep['park']> }) {
  const now = useNow(1000)
  return (
    <Note tone="waiting">
      {parkInWords(park, now)}. {park.reason === 'account' && <Link to="/connections">See the account</Link>}
      {park.reason === 'approval' && (
        <Link to="/approvals" search={{ run: run.id }}>
          Decide
        </Link>
      )}
    </Note>
  )
}
