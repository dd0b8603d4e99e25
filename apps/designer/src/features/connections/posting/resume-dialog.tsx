import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Account } from '@tailorbird/contract/accounts'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { Note } from '../../../ui/note.tsx'
import { limitsInWords } from './limits-in-words.ts'

interface ResumeDialogProps {
  account: Account
  onDone(account: Account): void
  onClose(): void
}

/** What has waited may be out of date by now: a person decides whether it is still to be posted. */
export function ResumeDialog({ account: { id, username, waiting, limits }, onDone, onClose }: ResumeDialogProps) {
  const resume = useMutation({
    mutationFn: (what: 'send' | 'stop') => api.accounts.resume({ id, waiting: what }),
    onSuccess: onDone,
  })
  const them = waiting === 1 ? 'it' : 'them'
  return (
    <Modal opened onClose={onClose} title={`Let @${username} post again`}>
      <Stack gap="md">
        <Text>
          {waiting === 1 ? '1 post has' : `${waiting.toLocaleString()} posts have`} waited. Post {them} now, in the
          order {waiting === 1 ? 'it' : 'they'} came? {limitsInWords(limits)}
        </Text>
        <Text size="sm" c="dimmed">
          If you stop {waiting === 1 ? 'its run' : 'their runs'}, nothing is posted; you can run them again from the
          history.
        </Text>
        {resume.error && <Note tone="alarm">{inWords(resume.error)}</Note>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it paused
          </Button>
          <Button
            variant="default"
            loading={resume.isPending && resume.variables === 'stop'}
            onClick={() => resume.mutate('stop')}
          >
            {waiting === 1 ? 'Stop its run' : 'Stop their runs'}
          </Button>
          <Button loading={resume.isPending && resume.variables === 'send'} onClick={() => resume.mutate('send')}>
            Post {them}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
