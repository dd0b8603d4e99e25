import { Button } from '@mantine/core'
import { chooseNode } from '../../editor/actions/choose-node.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { iconOf } from '../../editor/model/node-look.ts'
import css from './empty-canvas.module.css'

/** Nothing on the canvas yet: the ways to begin, one press each. */
export function EmptyCanvas() {
  const store = useEditorStore()
  const isEmpty = useEditor((editor) => editor.graph.nodes.length === 0)
  const catalogue = useEditor((editor) => editor.workspace.catalogue)
  if (!isEmpty) return null
  return (
    <section className={css.empty} aria-label="Begin the flow">
      <h2 className={css.title}>What starts this flow?</h2>
      <div className={css.choices}>
        {catalogue
          .filter(({ kind }) => kind === 'trigger')
          .map((type) => {
            const Icon = iconOf(type)
            return (
              <Button
                key={type.type}
                variant="default"
                justify="flex-start"
                leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
                onClick={() => chooseNode(store.getState(), type)}
              >
                {type.title}
              </Button>
            )
          })}
      </div>
      <p className={css.hint}>Or drag a node here from the left. Press ? for all keys.</p>
    </section>
  )
}
