import { Link } from '@tanstack/react-router'
import type { RunSummary } from '@tailorbird/contract/runs'
import css from './run-page.module.css'

/** The runs this one comes from. */
export function RunOrigin({ run: { rerunOf, parentRunId } }: { run: RunSummary }) {
  return (
    <>
      {rerunOf && (
        <Link to="/runs/$runId" params={{ runId: rerunOf }} className={css.back}>
          Repeats an earlier run
        </Link>
      )}
      {parentRunId && (
        <Link to="/runs/$runId" params={{ runId: parentRunId }} className={css.back}>
          Called by another run
        </Link>
      )}
    </>
  )
}
