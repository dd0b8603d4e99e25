import { Button, VisuallyHidden } from '@mantine/core'
import { IconBroadcast, IconCircleDashed, IconPlayerPlay } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { useEditor } from '../../editor/store/editor-context.ts'
import { StatusChip } from '../../ui/status-chip.tsx'

/** Where the flow is at work and in which version, on a button. */
export function LiveFace(props: ComponentProps<'button'>) {
  const deployments = useEditor((editor) => editor.flow.deployments)
  const environments = useEditor((editor) => editor.workspace.environments)
  const enabled = deployments.filter((deployment) => deployment.enabled)
  const environmentOf = (key: string) => environments.find((environment) => environment.key === key)
  const live = enabled.find(({ environment }) => environmentOf(environment)?.live)
  const shown = live ?? enabled[0]
  return (
    <Button variant="subtle" color="gray" px={4} {...props}>
      <VisuallyHidden>Where this flow is at work: </VisuallyHidden>
      {shown ? (
        <StatusChip tone={live ? 'live' : 'good'} icon={live ? IconBroadcast : IconPlayerPlay}>
          {live ? 'LIVE' : 'On'} in {environmentOf(shown.environment)?.name ?? shown.environment}, version{' '}
          {shown.versionNumber}
        </StatusChip>
      ) : (
        <StatusChip tone="quiet" icon={IconCircleDashed}>
          {deployments.length > 0 ? 'Off' : 'Not published'}
        </StatusChip>
      )}
    </Button>
  )
}
