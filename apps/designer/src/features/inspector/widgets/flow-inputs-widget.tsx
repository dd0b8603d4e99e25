import { useQuery } from '@tanstack/react-query'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { NamedField } from '@tailorbird/flow/fields/named-field'
import { queries } from '../../../api/queries.ts'
import { useEditor } from '../../../editor/editor-context.ts'
import { inputsOf } from '../../../editor/flow-inputs.ts'
import { usePanelNode } from '../panel-node.ts'
import { type WidgetProps, fixedOf } from '../widget.ts'
import { asFixed } from './assignments-widget.tsx'
import { assignmentsOf, fieldOfKind } from './named-values.ts'
import css from './rows.module.css'
import { ValueField } from './value-field.tsx'

/** What the chosen flow asks for, as its draft says it now. */
export function FlowInputsWidget({ field, binding, onChange, ...rest }: WidgetProps<'flowInputs'>) {
  const node = usePanelNode()
  const workspace = useEditor((editor) => editor.workspace)
  const chosen = fixedOf(node?.params[field.inputsOf])
  const flowId = typeof chosen === 'string' ? chosen : ''
  const flow = useQuery({ ...queries.flow(flowId), enabled: flowId !== '' })
  if (flowId === '') return <p className={css.none}>Choose the flow first.</p>
  if (!flow.data) return <p className={css.none}>{flow.error ? 'The flow is gone.' : 'Looking what it asks for…'}</p>
  const inputs = inputsOf(flow.data.draft, workspace)
  if (!inputs) return <p className={css.none}>“{flow.data.name}” does not start with “Flow called”.</p>
  if (inputs.length === 0) return <p className={css.none}>“{flow.data.name}” asks for nothing.</p>
  const entries = assignmentsOf(fixedOf(binding))
  const set = ({ key, kind }: NamedField, value: Binding | undefined) => {
    const others = entries.filter((entry) => entry.key !== key)
    onChange(asFixed(value ? [...others, { key, kind, value }] : others))
  }
  return (
    <div className={css.stack}>
      {inputs.map((input) => (
        <ValueField
          key={input.key}
          {...rest}
          label={`${input.label || input.key}${input.required ? '' : ' (optional)'}`}
          field={fieldOfKind(input.kind, input.label || input.key)}
          binding={entries.find(({ key }) => key === input.key)?.value}
          onChange={(value) => set(input, value)}
        />
      ))}
    </div>
  )
}
