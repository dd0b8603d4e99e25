import { IconAlertTriangle, IconAlertTriangleFilled, IconPinFilled, IconRepeat } from '@tabler/icons-react'
import type { RunStep } from '@tailorbird/contract/runs'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { duration } from '../../../editor/model/in-words/duration.ts'
import { lookOfStep } from '../../../editor/model/run/run-look.ts'
import { timeInWords } from '../../../ui/time/time-in-words.ts'
import { useNow } from '../../../ui/time/use-now.ts'
import css from './card-marks.module.css'

/** At the end of a card's first line: how its step of the run stands, else what is wrong with it. */
export function CardMarks({ id }: { id: string }) {
  const step = useEditor((editor) => editor.run?.steps.get(id))
  const problems = useEditor((editor) => editor.problemsByNode.get(id))
  const pinned = useEditor((editor) => Object.hasOwn(editor.pins, id))
  if (step) return <StepMark step={step} pinned={pinned} />
  if (pinned) return <PinMark />
  const [first] = problems ?? []
  if (!first || !problems) return null
  const worst = problems.find(({ severity }) => severity === 'error') ?? first
  const Icon = worst.severity === 'error' ? IconAlertTriangleFilled : IconAlertTriangle
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : ''
  return (
    <span className={css.mark} data-tone="waiting" title={worst.message + more}>
      <Icon size={18} role="img" aria-label={`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`} />
    </span>
  )
}

function PinMark() {
  return (
    <span className={css.pin} title="Tests take this output and do not run the node.">
      <IconPinFilled size={14} aria-hidden />
      Pinned
    </span>
  )
}

function StepMark({ step, pinned }: { step: RunStep; pinned: boolean }) {
  const { icon: Icon, says, tone } = lookOfStep(step.status)
  const detail = useDetail(step)
  return (
    <span className={css.mark} data-tone={tone} title={step.failure?.message ?? says}>
      {pinned && <PinMark />}
      {step.reusedFrom && <IconRepeat size={16} role="img" aria-label="Taken over from an earlier run" />}
      {detail !== '' && <span className={css.detail}>{detail}</span>}
      <Icon size={18} role="img" aria-label={says} className={tone === 'going' ? css.turning : undefined} />
    </span>
  )
}

/** Time taken, the attempt when it is not the first, and until when it waits. */
function useDetail({ status, attempt, park, startedAt, endedAt }: RunStep): string {
  const now = useNow(1000)
  const times = attempt > 1 ? `${attempt}× ` : ''
  if (status === 'waiting' && park?.until) {
    return times + (Date.parse(park.until) > now.getTime() ? timeInWords(new Date(park.until), now) : 'now')
  }
  const took = endedAt === null || status === 'skipped' ? 0 : Date.parse(endedAt) - Date.parse(startedAt)
  return took > 0 ? times + duration(took) : times
}
