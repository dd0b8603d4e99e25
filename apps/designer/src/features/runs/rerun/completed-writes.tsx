import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import type { CompletedWrite } from '@tailorbird/contract/runs'
import { parsePath, stepKey } from '@tailorbird/flow/run/step-ref'
import { Note } from '../../../ui/note.tsx'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import css from './completed-writes.module.css'

interface CompletedWritesProps {
  writes: readonly CompletedWrite[]
  again: ReadonlySet<string>
  onChange(again: ReadonlySet<string>): void
  live: boolean
}

/** What the run has written already, one by one: kept as it is, or done a second time. */
export function CompletedWrites({ writes, again, onChange, live }: CompletedWritesProps) {
  if (writes.length === 0)
    return <Note tone="good">Nothing was written yet from there on. There is nothing to repeat.</Note>
  const toggle = (key: string, on: boolean) =>
    onChange(new Set(on ? [...again, key] : [...again].filter((other) => other !== key)))
  return (
    <section aria-label="What was written already" className={css.writes}>
      <h3 className={css.title}>
        {writes.length === 1 ? 'One thing was written already' : `${writes.length} things were written already`}
      </h3>
      <ul className={css.list}>
        {writes.map((write) => {
          const key = stepKey(write)
          const repeats = again.has(key)
          return (
            <li key={key} className={css.write}>
              <div>
                <strong>{write.label}</strong>
                {write.path !== '' && <span className={css.quiet}> {turnsOf(write.path)}</span>}
              </div>
              <div className={css.summary}>
                {write.what}: “{write.summary}”, <RelativeTime at={write.at} />
              </div>
              <Checkbox
                label={repeats ? 'Do it again' : 'Its result is reused. Do it again?'}
                checked={repeats}
                onChange={(event) => toggle(key, event.currentTarget.checked)}
              />
              {repeats && live && <Note tone="alarm">This will be public a second time.</Note>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** `each1:3/each2:0` as people count: "turn 4, turn 1". */
const turnsOf = (path: string) =>
  parsePath(path)
    .map(({ number }) => `turn ${number + 1}`)
    .join(', ')
