import { useId } from 'react'
import css from './choice-bar.module.css'

interface ChoiceBarProps<K extends string> {
  label: string
  /** One of the choices; anything else: none of them. */
  value: string
  /** What each choice is called. */
  options: Readonly<Record<K, string>>
  onChange(next: K): void
  className?: string | undefined
}

/** A few choices side by side, one of which holds: what Mantine's SegmentedControl is, without the 4 kB that its sliding
 *  background adds to the first load of the editor. */
export function ChoiceBar<K extends string>({ label, value, options, onChange, className = '' }: ChoiceBarProps<K>) {
  const name = useId()
  const keys = Object.keys(options) as K[]
  return (
    <div role="radiogroup" aria-label={label} className={`${css.bar} ${className}`}>
      {keys.map((key) => (
        <label key={key} className={css.choice} data-active={key === value || undefined}>
          <input
            type="radio"
            className={css.input}
            name={name}
            value={key}
            checked={key === value}
            onChange={() => onChange(key)}
          />
          {options[key]}
        </label>
      ))}
    </div>
  )
}
