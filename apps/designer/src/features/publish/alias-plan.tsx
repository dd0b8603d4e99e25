import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { useEditor } from '../../editor/store/editor-context.ts'
import { type Workspace, connectionBehind, surroundingsOf } from '../../editor/model/workspace.ts'
import { Avatar } from '../../ui/avatar.tsx'
import css from './alias-plan.module.css'

/** Which accounts the flow will work with in an environment. */
export function AliasPlan({ environment }: { environment: string }) {
  const graph = useEditor((editor) => editor.graph)
  const workspace = useEditor((editor) => editor.workspace)
  const names = aliasesIn(graph, workspace)
  if (names.length === 0) return null
  return (
    <section aria-label="Accounts">
      <h3 className={css.heading}>Who it works as there</h3>
      <ul className={css.list}>
        {names.map((name) => {
          const connection = connectionBehind(workspace, name, environment)
          return (
            <li key={name}>
              <code>{name}</code>
              <IconArrowRight size={14} aria-label="leads to" />
              {connection ? (
                <>
                  <Avatar name={connection.account.name} url={connection.account.avatarUrl} size={24} />
                  <span>
                    @{connection.account.username}
                    {connection.target === 'sandbox' && ' on the sandbox'}
                  </span>
                </>
              ) : (
                <>
                  <IconAlertTriangle size={16} className={css.missing} aria-hidden />
                  <Link to="/connections">nothing: bind it under Connections</Link>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function aliasesIn(graph: Graph, workspace: Workspace): string[] {
  const { nodeType } = surroundingsOf(workspace)
  const names = graph.nodes.flatMap((node) =>
    Object.entries(nodeType(node.type)?.params ?? {})
      .filter(([, field]) => field.kind === 'alias')
      .flatMap(([name]) => {
        const binding = node.params[name]
        return binding && 'fixed' in binding && typeof binding.fixed === 'string' && binding.fixed !== ''
          ? [binding.fixed]
          : []
      }),
  )
  return [...new Set(names)]
}
