import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Deployment, TriggerHealth } from '@tailorbird/contract/flows'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { timeInWords } from '../../ui/time/time-in-words.ts'
import { toast } from '../../ui/toasts/toast.tsx'
import { useNow } from '../../ui/time/use-now.ts'
import css from './live-state.module.css'

interface LiveDeploymentProps {
  deployment: Deployment
  name: string
  live: boolean
}

/** A version at work in an environment, how its trigger is doing, and the switch to stop it. */
export function LiveDeployment({ deployment, name, live }: LiveDeploymentProps) {
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
