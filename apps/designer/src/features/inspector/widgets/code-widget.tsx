import { Suspense, lazy } from 'react'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import css from './text-widget.module.css'

const CodeEditor = lazy(async () => ({ default: (await import('../pills/code-editor.tsx')).CodeEditor }))

/** JavaScript. Data comes in by name and never stands in the code itself. */
export function CodeWidget({ binding, onChange, id, describedBy, readOnly }: WidgetProps<'code'>) {
  const code = String(fixedOf(binding) ?? '')
  return (
    <Suspense fallback={<div className={css.waiting} data-long aria-busy />}>
      <CodeEditor
        id={id}
        describedBy={describedBy}
        code={code}
        readOnly={readOnly}
        onChange={(next) => onChange(next === '' ? undefined : { fixed: next })}
      />
    </Suspense>
  )
}
