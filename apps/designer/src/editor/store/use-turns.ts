import { useEditor, useEditorStore } from './editor-context.ts'
import { withTurn } from '../model/run/run-view.ts'
import { type Turns, turnCount } from '../model/run/turns.ts'

export interface TurnsInView {
  turns: Turns
  count: number
  isFailed: boolean
  /** Undefined where there is none. */
  before: (() => void) | undefined
  next: (() => void) | undefined
  /** Undefined when none failed, or it is the one that is looked at. */
  firstFailed: (() => void) | undefined
}

/** The turns of a loop in the run that is shown, and the ways from one to another. */
export function useTurns(loopId: string): TurnsInView | undefined {
  const store = useEditorStore()
  const turns = useEditor(({ run }) => run?.turns.get(loopId))
  const step = useEditor(({ run }) => run?.steps.get(loopId))
  if (!turns) return undefined
  const to = (turn: number | undefined) =>
    turn === undefined || turn === turns.at
      ? undefined
      : () => {
          const { run } = store.getState()
          if (run) store.setState({ run: withTurn(run, loopId, turn) })
        }
  const place = turns.numbers.indexOf(turns.at)
  return {
    turns,
    count: turnCount(step, turns),
    isFailed: turns.failed.includes(turns.at),
    before: to(turns.numbers[place - 1]),
    next: to(turns.numbers[place + 1]),
    firstFailed: to(turns.failed[0]),
  }
}
