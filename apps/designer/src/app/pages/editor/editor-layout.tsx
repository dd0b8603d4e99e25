import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense, lazy } from 'react'
import { useEditor } from '../../../editor/store/editor-context.ts'
import type { LeftTab } from '../../../editor/store/editor.ts'
import { EmptyCanvas } from '../../../features/canvas/empty-canvas.tsx'
import { FlowCanvas } from '../../../features/canvas/flow-canvas.tsx'
import { Palette } from '../../../features/palette/palette.tsx'
import { StartButton } from '../../../features/runs/start/start-button.tsx'
import { EditorHeader } from '../../../features/flow-header/editor-header.tsx'
import { EditorDialogs } from './editor-dialogs.tsx'
import { EditorTabs } from './editor-tabs.tsx'
import { ChoiceBar } from '../../../ui/choice-bar.tsx'
import css from './editor-layout.module.css'

const Outline = lazy(async () => ({ default: (await import('../../../features/canvas/outline.tsx')).Outline }))

const SmallBody = lazy(async () => ({ default: (await import('./editor-small.tsx')).EditorSmall }))

interface EditorLayoutProps {
  notice: ReactNode
  canWrite: boolean
  isSmall: boolean
}

const LEFT_TABS: Record<Exclude<LeftTab, 'hidden'>, string> = { add: 'Add', outline: 'Outline' }

/** Canvas first; what can be added on its left, what is selected on its right. On a small screen the right side is a sheet. */
export function EditorLayout({ notice, canWrite, isSmall }: EditorLayoutProps) {
  const navigate = useNavigate()
  return (
    <div className={css.editor}>
      <EditorHeader
        canWrite={canWrite}
        actions={<StartButton onStarted={(runId) => void navigate({ to: '/runs/$runId', params: { runId } })} />}
      />
      {notice && <div className={css.notice}>{notice}</div>}
      {isSmall ? (
        <Suspense>
          <SmallBody />
        </Suspense>
      ) : (
        <WideBody />
      )}
      <EditorDialogs />
    </div>
  )
}

function WideBody() {
  return (
    <div className={css.body}>
      <LeftPanel />
      <div className={css.middle}>
        <FlowCanvas />
        <EmptyCanvas />
      </div>
      <aside className={css.right} aria-label="Details">
        <EditorTabs />
      </aside>
    </div>
  )
}

function LeftPanel() {
  const tab = useEditor((editor) => editor.leftTab)
  const show = useEditor((editor) => editor.show)
  return (
    <aside className={css.left} aria-label="Building blocks and outline">
      <ChoiceBar
        className={css.switch}
        label="Left panel"
        value={tab}
        options={LEFT_TABS}
        onChange={(leftTab) => show({ leftTab })}
      />
      {tab === 'outline' ? (
        <Suspense>
          <Outline />
        </Suspense>
      ) : (
        <Palette />
      )}
    </aside>
  )
}
