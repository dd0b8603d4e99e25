import { Link } from '@tanstack/react-router'
import type { RunStep, RunSummary } from '@tailorbird/contract/runs'
import { turnAround } from '@tailorbird/flow/run/step-ref'
import { UNREACHED } from '@tailorbird/flow/run/unreached'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { parkInWords } from '../../../editor/model/in-words/park-reason.ts'
import { Note } from '../../../ui/note.tsx'
import { useNow } from '../../../ui/time/use-now.ts'

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
          {step.port === UNREACHED && ' The way of this run does not lead here, so nothing went on behind it.'}
        </Note>
      )}
      <KeptOutside loopId={step.nodeId} />
      {step.status === 'waiting' && step.park && <Waiting run={run} park={step.park} />}
    </>
  )
}

/** Results of an earlier run whose items the list of this loop does not have. */
function KeptOutside({ loopId }: { loopId: string }) {
  const kept = useEditor(
    ({ run }) =>
      [...(run?.all.values() ?? [])].filter(
        ({ path, status }) => status === 'succeeded' && turnAround(path, { outer: '', loopId })?.turn.unmatched,
      ).length,
  )
  if (kept === 0) return null
  return (
    <Note>
      {kept === 1 ? 'One result' : `${kept} results`} of an earlier run {kept === 1 ? 'belongs' : 'belong'} to items
      that are not in this list. What was posted for them stays where it is.
    </Note>
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
