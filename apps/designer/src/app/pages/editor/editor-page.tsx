import { useMediaQuery } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Flow } from '@tailorbird/contract/flows'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { useEffect, useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { queries } from '../../../api/queries.ts'
import { bindClipboard } from '../../../editor/actions/bind-clipboard.ts'
import { bindKeys } from '../../../editor/actions/commands/bind-keys.ts'
import { type KeptDraft, draftKeeper } from '../../../editor/store/draft-keeper.ts'
import { EditorContext } from '../../../editor/store/editor-context.ts'
import { keepDraft } from '../../../editor/store/keep-draft.ts'
import { keepPins } from '../../../editor/store/keep-pins.ts'
import { loadLastRunSample } from '../../../editor/store/last-run-sample.ts'
import { newId } from '../../../editor/model/new-id.ts'
import { openEditor } from '../../../editor/store/open-editor.ts'
import { saveOverApi } from '../../../editor/store/save-over-api.ts'
import { useWorkspace } from '../../../editor/store/use-workspace.ts'
import { watchProblems } from '../../../editor/store/watch-problems.ts'
import type { Workspace } from '../../../editor/model/workspace.ts'
import { LeaveGuard } from '../../../features/drafts/leave-guard.tsx'
import { RestoreDraft } from '../../../features/drafts/restore-draft.tsx'
import { Loading } from '../../../ui/page/loading.tsx'
import { Note } from '../../../ui/note.tsx'
import { Page } from '../../../ui/page/page.tsx'
import { EditorLayout } from './editor-layout.tsx'

/** On a small screen a flow is read and watched, not built. */
const SMALL = '(max-width: 700px)'

export function EditorPage() {
  const { flowId } = useParams({ from: '/shell/flows/$flowId' })
  // What is still in memory may be older than what was saved since, in this tab, in another or by somebody else.
  const flow = useQuery({ ...queries.flow(flowId), refetchOnWindowFocus: false, refetchOnMount: 'always' })
  const { workspace, error } = useWorkspace()
  const trouble = flow.error ?? error
  if (trouble && !flow.data) {
    return (
      <Page>
        <Note tone="alarm">{inWords(trouble)}</Note>
      </Page>
    )
  }
  if (!flow.data || !flow.isFetchedAfterMount || !workspace) {
    return (
      <Page>
        <Loading />
      </Page>
    )
  }
  return <OpenFlow key={flowId} flow={flow.data} workspace={workspace} />
}

/** The flow is opened once, as the server has it at that moment; what the server says of it later reaches the editor only
 *  through saving. */
function OpenFlow({ flow, workspace }: { flow: Flow; workspace: Workspace }) {
  const client = useQueryClient()
  const isSmall = useMediaQuery(SMALL, undefined, { getInitialValueInEffect: false }) ?? false
  const [keeper] = useState(() => draftKeeper(flow.id, window.localStorage))
  /** Goes on when the page has been left meanwhile: what was saved must not be offered later as unsaved. */
  const save = async (draft: Graph, revision: number) => {
    const answer = await saveOverApi(flow.id, draft, revision)
    if (!('saved' in answer)) return answer
    client.setQueryData(queries.flow(flow.id).queryKey, answer.saved)
    void client.invalidateQueries({ queryKey: queries.flows().queryKey, exact: true })
    await keeper.saved(draft)
    return answer
  }
  const [kept, setKept] = useState<KeptDraft>()
  const [store] = useState(() =>
    openEditor({
      flow,
      workspace,
      readOnly: isSmall,
      world: { save, now: () => Date.now(), newId },
    }),
  )

  // Read as it stood when the flow was opened; later it holds what is being changed now.
  const [reading] = useState(async () => {
    const draft = await keeper.read()
    return draft && JSON.stringify(draft.graph) !== JSON.stringify(flow.draft) ? draft : undefined
  })
  useEffect(() => void reading.then(setKept), [reading])
  useEffect(() => store.setState({ workspace }), [store, workspace])
  useEffect(() => store.setState({ readOnly: isSmall }), [store, isSmall])
  useEffect(() => {
    const stops = [
      watchProblems(store),
      keepDraft(store, keeper),
      bindKeys(store),
      bindClipboard(store),
      keepPins(store, window.sessionStorage),
    ]
    // Previews can do without: a flow that never ran has nothing to show.
    loadLastRunSample(store).catch(() => undefined)
    return () => stops.forEach((stop) => stop())
  }, [store, keeper])

  return (
    <EditorContext value={store}>
      <EditorLayout
        notice={kept && !isSmall && <RestoreDraft kept={kept} keeper={keeper} />}
        canWrite={!isSmall}
        isSmall={isSmall}
      />
      <LeaveGuard />
    </EditorContext>
  )
}
