import { Button } from '@mantine/core'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { turnsInWords } from '../../../editor/model/run/turns.ts'
import { useTurns } from '../../../editor/store/use-turns.ts'
import { Pager } from '../../../ui/pager.tsx'
import css from './turn-line.module.css'

/** Which turn of a loop the steps are of, what became of the turns, and the way to the first that failed. */
export function TurnLine({ loopId, withName = false }: { loopId: string; withName?: boolean }) {
  const view = useTurns(loopId)
  const name = useEditor(({ index }) => index.node.get(loopId)?.label ?? '')
  if (!view) return null
  return (
    <div className={css.line} role="group" aria-label={`Turns of ${name}`}>
      {withName && <span className={css.name}>{name}</span>}
      <Pager what="turn" failed={view.isFailed} onBefore={view.before} onNext={view.next}>
        Turn {view.turns.at + 1} of {view.count}
      </Pager>
      <span className={css.words}>{turnsInWords(view.turns)}</span>
      {view.firstFailed && (
        <Button variant="subtle" size="compact-xs" onClick={view.firstFailed}>
          First that failed
        </Button>
      )}
    </div>
  )
}
