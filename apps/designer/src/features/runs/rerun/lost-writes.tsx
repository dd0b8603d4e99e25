import { Checkbox } from '@mantine/core'
import type { RerunPlan } from '@tailorbird/contract/runs'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { Note } from '../../../ui/note.tsx'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import css from './completed-writes.module.css'

interface LostWritesProps {
  writes: RerunPlan['lost']
  again: ReadonlySet<string>
  onChange(again: ReadonlySet<string>): void
}

const WHY: Record<RerunPlan['lost'][number]['why'], string> = {
  gone: 'This step is not in the version that will run. What it wrote stays where it is.',
  'other type': 'This step does something else in the version that will run. What it wrote stays where it is.',
  moved: 'This step stands elsewhere in the version that will run, so it would write once more.',
}

/** What was written by steps that the chosen version does not have as they were. */
export function LostWrites({ writes, again, onChange }: LostWritesProps) {
  if (writes.length === 0) return null
  return (
    <section aria-label="Written by steps that have changed" className={css.writes}>
      <h3 className={css.title}>Written by steps that have changed since</h3>
      <ul className={css.list}>
        {writes.map((write) => {
          const key = stepKey(write)
          const toggle = (on: boolean) =>
            onChange(new Set(on ? [...again, key] : [...again].filter((other) => other !== key)))
          return (
            <li key={key} className={css.write}>
              <strong>{write.label}</strong>
              <div className={css.summary}>
                {write.what}: “{write.summary}”, <RelativeTime at={write.at} />
              </div>
              <Note tone={write.why === 'moved' ? 'alarm' : undefined}>{WHY[write.why]}</Note>
              {write.why === 'moved' && (
                <Checkbox
                  label="Do it again"
                  checked={again.has(key)}
                  onChange={(event) => toggle(event.currentTarget.checked)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
