import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Field } from '@tailorbird/flow/fields/field'
import { fieldOfPill } from '@tailorbird/flow/graph/visible-fields'
import { useEditor, useEditorStore } from '../../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../../editor/model/workspace.ts'

/** Asks what field a data pill leads to, as the node sees it whose form is open; undefined for anything else. */
export function useFieldOf() {
  const store = useEditorStore()
  const workspace = useEditor((editor) => editor.workspace)
  return (binding: Binding): Field | undefined => {
    if (!('pill' in binding)) return undefined
    const { index, selectedNodes } = store.getState()
    // Whether it looks into its own turns, its own parameters say.
    const [reader = ''] = selectedNodes
    const view = { index, surroundings: surroundingsOf(workspace), reader }
    const found = fieldOfPill(binding.pill, view) ?? fieldOfPill(binding.pill, { ...view, param: INSIDE })
    return typeof found === 'object' ? found : undefined
  }
}

const INSIDE: Field = { kind: 'condition', label: 'Condition', inside: true }
