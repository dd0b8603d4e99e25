import { Button } from '@mantine/core'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { NamedField } from '@tailorbird/flow/fields/named-field'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { usePanelNode } from '../field/panel-node.ts'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import { asFixed } from './assignments-widget.tsx'
import { assignmentsOf, fieldOfKind } from './rows/named-values.ts'
import css from './rows/rows.module.css'
import { ValueField } from './rows/value-field.tsx'

/** What the chosen flow asks for, as its draft says it now. */
export function FlowInputsWidget({ field, binding, onChange, ...rest }: WidgetProps<'flowInputs'>) {
  const node = usePanelNode()
  const flows = useEditor((editor) => editor.workspace.flows)
  const chosen = fixedOf(node?.params[field.inputsOf])
  const flowId = typeof chosen === 'string' ? chosen : ''
  const flow = flows.find(({ id }) => id === flowId)
  if (flowId === '') return <p className={css.none}>Choose the flow first.</p>
  if (!flow) return <p className={css.none}>The flow is gone.</p>
  if (flow.trigger?.source !== 'call')
    return <p className={css.none}>“{flow.name}” does not start with “Flow called”.</p>
  const { inputs } = flow.trigger
  const entries = assignmentsOf(fixedOf(binding))
  const unasked = entries.filter(({ key }) => !inputs.some((input) => input.key === key))
  if (inputs.length + unasked.length === 0) return <p className={css.none}>“{flow.name}” asks for nothing.</p>
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
      {unasked.map(({ key }) => (
        <p key={key} className={css.head}>
          <span>“{key}” is no longer asked for</span>
          {!rest.readOnly && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-label={`Remove ${key}`}
              onClick={() => onChange(asFixed(entries.filter((entry) => entry.key !== key)))}
            >
              Remove
            </Button>
          )}
        </p>
      ))}
    </div>
  )
}
