import { useTurns } from '../../../editor/store/use-turns.ts'
import { Pager } from '../../../ui/pager.tsx'

/** Which turn of a loop the canvas shows. Nothing while no run is shown. */
export function TurnPager({ loopId }: { loopId: string }) {
  const view = useTurns(loopId)
  if (!view) return null
  return (
    <Pager what="turn" failed={view.isFailed} onBefore={view.before} onNext={view.next}>
      Turn {view.turns.at + 1} of {view.count}
    </Pager>
  )
}
