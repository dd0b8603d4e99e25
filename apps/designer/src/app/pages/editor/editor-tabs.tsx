import { Tabs } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { useEditor } from '../../../editor/store/editor-context.ts'
import type { RightTab } from '../../../editor/store/editor.ts'
import { ProblemList } from '../../../features/inspector/panel/problem-list.tsx'
import css from './editor-layout.module.css'

/** The canvas comes first; what stands beside it is loaded when it is first wanted. */
const NodeTab = lazy(async () => ({
  default: (await import('../../../features/inspector/panel/inspector.tsx')).Inspector,
}))
const RunsTab = lazy(async () => ({ default: (await import('../../../features/runs/list/flow-runs.tsx')).FlowRuns }))
const FlowTriggers = lazy(async () => ({
  default: (await import('../../../features/triggers/flow-triggers.tsx')).FlowTriggers,
}))
const TestTab = lazy(async () => ({ default: (await import('../../../features/runs/test/test-panel.tsx')).TestPanel }))

/** What stands beside the canvas: the selected node, the test, the problems. */
export function EditorTabs() {
  const tab = useEditor((editor) => editor.rightTab)
  const show = useEditor((editor) => editor.show)
  const problems = useEditor((editor) => editor.problems.length)
  const flowId = useEditor((editor) => editor.flow.id)
  const environments = useEditor((editor) => editor.workspace.environments)
  const live = environments.filter((environment) => environment.live).map(({ key }) => key)
  return (
    <Tabs
      className={css.tabs}
      classNames={{ panel: css.panel, tab: css.tab }}
      value={tab}
      onChange={(next) => next !== null && show({ rightTab: next as RightTab })}
      keepMounted={false}
    >
      <Tabs.List grow>
        <Tabs.Tab value="node">Node</Tabs.Tab>
        <Tabs.Tab value="test">Test</Tabs.Tab>
        <Tabs.Tab value="runs">Runs</Tabs.Tab>
        <Tabs.Tab value="problems">{problems === 0 ? 'Problems' : `Problems (${problems})`}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="node">
        <Node />
      </Tabs.Panel>
      <Tabs.Panel value="test">
        <Suspense>
          <TestTab />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="runs">
        <Suspense>
          <FlowTriggers flowId={flowId} live={live} />
          <RunsTab flowId={flowId} live={live} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="problems">
        <ProblemList />
      </Tabs.Panel>
    </Tabs>
  )
}

function Node() {
  const selected = useEditor((editor) => editor.selectedNodes.size)
  const isEmpty = useEditor((editor) => editor.graph.nodes.length === 0)
  if (selected > 0) {
    return (
      <Suspense>
        <NodeTab />
      </Suspense>
    )
  }
  return (
    <p className={css.nothing}>
      {isEmpty
        ? 'A flow begins with a trigger. Choose one on the left.'
        : 'Select a node to see and change what it does.'}
    </p>
  )
}
