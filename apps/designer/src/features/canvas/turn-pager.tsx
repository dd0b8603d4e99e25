import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEditor, useEditorStore } from '../../editor/editor-context.ts'
import { withTurn } from '../../editor/run-view.ts'
import { turnCount } from '../../editor/turns.ts'
import css from './turn-pager.module.css'

/** Which turn of a loop the canvas shows, and the way to its neighbours. Nothing while no run is shown. */
export function TurnPager({ loopId }: { loopId: string }) {
  const store = useEditorStore()
  const turns = useEditor(({ run }) => run?.turns.get(loopId))
  const step = useEditor(({ run }) => run?.steps.get(loopId))
  if (!turns) return null
  const place = turns.numbers.indexOf(turns.at)
  const go = (turn: number | undefined) => {
    const { run } = store.getState()
    if (run && turn !== undefined) store.setState({ run: withTurn(run, loopId, turn) })
  }
  return (
    <span className={`${css.pager} nodrag nopan`} data-failed={turns.failed.includes(turns.at) || undefined}>
      <button
        type="button"
        aria-label="Turn before"
        disabled={place <= 0}
        onClick={() => go(turns.numbers[place - 1])}
      >
        <IconChevronLeft size={16} aria-hidden />
      </button>
      Turn {turns.at + 1} of {turnCount(step, turns)}
      <button
        type="button"
        aria-label="Next turn"
        disabled={place >= turns.numbers.length - 1}
        onClick={() => go(turns.numbers[place + 1])}
      >
        <IconChevronRight size={16} aria-hidden />
      </button>
    </span>
  )
}
