import { Suspense, lazy } from 'react'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { PalettePopup } from '../../../features/palette/palette-popup.tsx'

const ConnectMenu = lazy(async () => ({
  default: (await import('../../../features/canvas/connect-menu.tsx')).ConnectMenu,
}))
const GoBackDialog = lazy(async () => ({
  default: (await import('../../../features/canvas/go-back-dialog.tsx')).GoBackDialog,
}))
const ExplainDialog = lazy(async () => ({
  default: (await import('../../../features/canvas/explain-dialog.tsx')).ExplainDialog,
}))
const ShortcutsSheet = lazy(async () => ({
  default: (await import('../../../features/command-list/shortcuts-sheet.tsx')).ShortcutsSheet,
}))
const CommandPalette = lazy(async () => ({
  default: (await import('../../../features/command-list/command-palette.tsx')).CommandPalette,
}))
const PublishDialog = lazy(async () => ({
  default: (await import('../../../features/publish/publish-dialog.tsx')).PublishDialog,
}))
const FlowSettingsDialog = lazy(async () => ({
  default: (await import('../../../features/flow-settings/flow-settings-dialog.tsx')).FlowSettingsDialog,
}))
const TestPartDialog = lazy(async () => ({
  default: (await import('../../../features/runs/test/test-part-dialog.tsx')).TestPartDialog,
}))
const PinDialog = lazy(async () => ({
  default: (await import('../../../features/runs/test/pin-dialog.tsx')).PinDialog,
}))
const ConflictDialog = lazy(async () => ({
  default: (await import('../../../features/drafts/conflict-dialog.tsx')).ConflictDialog,
}))

/** The one question that is open. Each dialog is loaded when it is first asked. */
export function EditorDialogs() {
  const asking = useEditor((editor) => editor.asking)
  if (!asking) return null
  switch (asking.what) {
    case 'add':
      return <PalettePopup asking={asking} />
    case 'rename':
      return null
    case 'connect':
      return (
        <Suspense>
          <ConnectMenu from={asking.from} />
        </Suspense>
      )
    case 'back':
      return (
        <Suspense>
          <GoBackDialog from={asking.from} port={asking.port} />
        </Suspense>
      )
    case 'explain':
      return (
        <Suspense>
          <ExplainDialog title={asking.title} says={asking.says} />
        </Suspense>
      )
    case 'shortcuts':
      return (
        <Suspense>
          <ShortcutsSheet />
        </Suspense>
      )
    case 'commands':
      return (
        <Suspense>
          <CommandPalette />
        </Suspense>
      )
    case 'publish':
      return (
        <Suspense>
          <PublishDialog />
        </Suspense>
      )
    case 'test':
      return (
        <Suspense>
          <TestPartDialog scope={asking.scope} />
        </Suspense>
      )
    case 'pin':
      return (
        <Suspense>
          <PinDialog nodeId={asking.nodeId} />
        </Suspense>
      )
    case 'settings':
      return (
        <Suspense>
          <FlowSettingsDialog />
        </Suspense>
      )
    case 'conflict':
      return (
        <Suspense>
          <ConflictDialog />
        </Suspense>
      )
  }
}
