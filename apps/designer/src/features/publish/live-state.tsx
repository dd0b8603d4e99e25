import { Button, Popover, Switch, VisuallyHidden } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconBroadcast, IconCircleDashed, IconPlayerPlay } from '@tabler/icons-react'
import type { Deployment, TriggerHealth } from '@tailorbird/flow/contract/flows'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useEditor, useEditorStore } from '../../editor/editor-context.ts'
import { StatusChip } from '../../ui/status-chip.tsx'
import { timeInWords } from '../../ui/time-in-words.ts'
import { toast } from '../../ui/toast.tsx'
import { useNow } from '../../ui/use-now.ts'
import css from './live-state.module.css'

/** Where the flow is at work, in which version, and the switch to stop it there. */
export function LiveState() {
  const deployments = useEditor((editor) => editor.flow.deployments)
  const environments = useEditor((editor) => editor.workspace.environments)
  const enabled = deployments.filter((deployment) => deployment.enabled)
  const isLive = (key: string) => environments.find((environment) => environment.key === key)?.live ?? false
  const live = enabled.find(({ environment }) => isLive(environment))
  const shown = live ?? enabled[0]
  const nameOf = (key: string) => environments.find((environment) => environment.key === key)?.name ?? key
  return (
    <Popover position="bottom-end" width={320} trapFocus returnFocus clickOutsideEvents={OUTSIDE}>
      <Popover.Target>
        <Button variant="subtle" color="gray" px={4}>
          <VisuallyHidden>Where this flow is at work: </VisuallyHidden>
          {shown ? (
            <StatusChip tone={live ? 'live' : 'good'} icon={live ? IconBroadcast : IconPlayerPlay}>
              {live ? 'LIVE' : 'On'} in {nameOf(shown.environment)}, version {shown.versionNumber}
            </StatusChip>
          ) : (
            <StatusChip tone="quiet" icon={IconCircleDashed}>
              {deployments.length > 0 ? 'Off' : 'Not published'}
            </StatusChip>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Where this flow is at work">
        {deployments.length === 0 && (
          <p className={css.none}>Publish the flow to put it to work. Until then only tests run.</p>
        )}
        {deployments.map((deployment) => (
          <OneDeployment
            key={deployment.environment}
            deployment={deployment}
            name={nameOf(deployment.environment)}
            live={isLive(deployment.environment)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}

/** The canvas keeps `mousedown` for itself; `pointerdown` is heard everywhere. */
const OUTSIDE = ['pointerdown']

interface OneDeploymentProps {
  deployment: Deployment
  name: string
  live: boolean
}

function OneDeployment({ deployment, name, live }: OneDeploymentProps) {
  const store = useEditorStore()
  const client = useQueryClient()
  const flowId = useEditor((editor) => editor.flow.id)
  // The health of the trigger changes while somebody looks.
  const health = useQuery({ ...queries.flow(flowId), refetchInterval: 5_000 }).data?.triggers.find(
    ({ environment }) => environment === deployment.environment,
  )
  const deploy = useMutation({
    mutationFn: (enabled: boolean) =>
      api.flows.deploy({ id: flowId, environment: deployment.environment, versionId: deployment.versionId, enabled }),
    onSuccess: ({ deployments, triggers }) => {
      store.setState({ flow: { ...store.getState().flow, deployments, triggers } })
      void client.invalidateQueries({ queryKey: ['flows'] })
    },
    onError: (error) => toast.failed(inWords(error)),
  })
  return (
    <div className={css.deployment}>
      <Switch
        label={`${name}, version ${deployment.versionNumber}`}
        checked={deployment.enabled}
        color={live ? 'red.8' : undefined}
        onChange={(event) => !deploy.isPending && deploy.mutate(event.currentTarget.checked)}
      />
      {deployment.enabled && health && <Health health={health} />}
    </div>
  )
}

function Health({ health: { lastAt, nextAt, trouble } }: { health: TriggerHealth }) {
  const now = useNow()
  return (
    <p className={css.health} data-trouble={trouble !== null || undefined}>
      {trouble ??
        [
          lastAt && `Last looked ${timeInWords(new Date(lastAt), now)}`,
          nextAt && `next ${timeInWords(new Date(nextAt), now)}`,
        ]
          .filter(Boolean)
          .join(', ')}
    </p>
  )
}
