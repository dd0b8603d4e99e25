import { Popover } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useEditor } from '../../editor/store/editor-context.ts'
import { LiveDeployment } from './live-deployment.tsx'
import { LiveFace } from './live-face.tsx'
import css from './live-state.module.css'

/** Every environment in which the flow is at work, each with its switch. */
export function LivePopover() {
  const deployments = useEditor((editor) => editor.flow.deployments)
  const environments = useEditor((editor) => editor.workspace.environments)
  const [opened, setOpened] = useState(false)
  // It comes after the click that asked for it. The new button takes over the focus first, so that it gets it back at the end.
  const takeOver = useCallback((button: HTMLButtonElement | null) => {
    button?.focus()
    if (button) setOpened(true)
  }, [])
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={320}
      trapFocus
      returnFocus
      clickOutsideEvents={OUTSIDE}
    >
      <Popover.Target>
        <LiveFace ref={takeOver} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label="Where this flow is at work">
        {deployments.length === 0 && (
          <p className={css.none}>Publish the flow to put it to work. Until then only tests run.</p>
        )}
        {deployments.map((deployment) => {
          const environment = environments.find(({ key }) => key === deployment.environment)
          return (
            <LiveDeployment
              key={deployment.environment}
              deployment={deployment}
              name={environment?.name ?? deployment.environment}
              live={environment?.live ?? false}
            />
          )
        })}
      </Popover.Dropdown>
    </Popover>
  )
}

/** The canvas keeps `mousedown` for itself; `pointerdown` is heard everywhere. */
const OUTSIDE = ['pointerdown']
