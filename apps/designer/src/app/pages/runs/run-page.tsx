import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { IconArrowLeft, IconBroadcast, IconDownload } from '@tabler/icons-react'
import type { RunDetail } from '@tailorbird/contract/runs'
import { isFinal } from '@tailorbird/flow/run/run-status'
import { useEffect, useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { queries } from '../../../api/queries.ts'
import { bindKeys } from '../../../editor/actions/commands/bind-keys.ts'
import { EditorContext, useEditor } from '../../../editor/store/editor-context.ts'
import { openEditor } from '../../../editor/store/open-editor.ts'
import { nodeToLookAt, runViewOf } from '../../../editor/model/run/run-view.ts'
import { useWorkspace } from '../../../editor/store/use-workspace.ts'
import type { Workspace } from '../../../editor/model/workspace.ts'
import { FlowCanvas } from '../../../features/canvas/flow-canvas.tsx'
import { RunPanel } from '../../../features/runs/view/run-panel.tsx'
import { StopRun } from '../../../features/runs/view/stop-run.tsx'
import { Loading } from '../../../ui/page/loading.tsx'
import { Note } from '../../../ui/note.tsx'
import { Page } from '../../../ui/page/page.tsx'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import { StatusChip } from '../../../ui/status-chip.tsx'
import { usePageTitle } from '../../../ui/page/use-page-title.ts'
import { EditorDialogs } from '../editor/editor-dialogs.tsx'
import { RunAgain } from './run-again.tsx'
import css from './run-page.module.css'
import { RunOrigin } from './run-origin.tsx'
import { said } from '../../../words/said.ts'
import { sentence } from '../../../words/page-sentence.ts'

/** A run of history, or one that goes on, on the graph it ran with. */
export function RunPage() {
  const { runId } = useParams({ from: '/shell/runs/$runId' })
  const detail = useQuery(queries.run(runId))
  const { workspace, error } = useWorkspace()
  const trouble = detail.error ?? error
  if (trouble && !detail.data) {
    return (
      <Page>
        <Note tone="alarm">{inWords(trouble)}</Note>
      </Page>
    )
  }
  if (!detail.data || !workspace) {
    return (
      <Page>
        <Loading />
      </Page>
    )
  }
  return <OpenRun key={runId} detail={detail.data} workspace={workspace} />
}

function OpenRun({ detail, workspace }: { detail: RunDetail; workspace: Workspace }) {
  const [store] = useState(() => {
    const { run, graph } = detail
    const flow = {
      id: run.flowId,
      name: run.flowName,
      draft: graph,
      revision: 0,
      deployments: [],
      triggers: [],
      updatedAt: run.startedAt,
      updatedBy: null,
    }
    const world = {
      save: () => Promise.resolve({ failed: sentence(said('run.cannot-change')) }),
      now: () => Date.now(),
      newId: () => '',
    }
    const opened = openEditor({ flow, workspace, world, readOnly: true })
    opened.setState({ run: runViewOf(detail, graph), environment: run.environment, rightTab: 'test' })
    return opened
  })
  // Only as the run is opened: later on, people look where they like.
  const [nodeId] = useState(() => nodeToLookAt(detail))
  useEffect(() => store.setState({ workspace }), [store, workspace])
  useEffect(() => bindKeys(store), [store])
  useEffect(() => {
    if (nodeId === undefined) return
    // The canvas first shows the whole flow; then, the place to look at.
    store.getState().select([nodeId])
    return store.subscribe(({ view }, before) => {
      if (view && !before.view) view.show(nodeId)
    })
  }, [store, nodeId])
  return (
    <EditorContext value={store}>
      <div className={css.page}>
        <RunHeader />
        <div className={css.body}>
          <FlowCanvas />
          <aside className={css.right} aria-label="Steps">
            <Steps />
          </aside>
        </div>
        <EditorDialogs />
      </div>
    </EditorContext>
  )
}

function Steps() {
  const run = useEditor((editor) => editor.run)
  return run ? <RunPanel view={run} linked={false} /> : null
}

function RunHeader() {
  const run = useEditor((editor) => editor.run?.run)
  const live = useEditor(
    ({ workspace, environment }) => workspace.environments.find(({ key }) => key === environment)?.live ?? false,
  )
  usePageTitle(run ? `Run of ${run.flowName}` : 'Run')
  if (!run) return null
  return (
    <div className={css.header}>
      <Link to="/flows/$flowId" params={{ flowId: run.flowId }} className={css.back}>
        <IconArrowLeft size={16} aria-hidden /> {run.flowName}
      </Link>
      <h1 className={css.title}>
        {run.test ? 'Test' : `Run of version ${run.versionNumber ?? ''}`}, <RelativeTime at={run.startedAt} />
      </h1>
      <span className={css.cause}>{run.cause}</span>
      {run.startedBy && !run.cause.includes(run.startedBy.name) && (
        <span className={css.cause}>Started by {run.startedBy.name}</span>
      )}
      {live ? (
        <StatusChip tone="live" icon={IconBroadcast}>
          {run.environment}
        </StatusChip>
      ) : (
        <span className={css.cause}>{run.environment}</span>
      )}
      <div className={css.space} />
      <RunOrigin run={run} />
      <a className={css.back} href={`/api/runs/${run.id}/download`} download>
        <IconDownload size={16} aria-hidden /> Download this run
      </a>
      <StopRun run={run} />
      {isFinal(run.status) && <RunAgain run={run} live={live} />}
    </div>
  )
}
