import type { Said } from '@tailorbird/flow/words/said'
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type Account, AccountLimits } from '@tailorbird/contract/accounts'
import { type FormEvent, useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { Note } from '../../../ui/note.tsx'
import { said } from '../../../words/said.ts'
import { sentence } from '../../../words/page-sentence.ts'

interface LimitsDialogProps {
  account: Account
  onDone(account: Account): void
  onClose(): void
}

/** What the account may post, whichever flows use it. An empty field is no limit. */
export function LimitsDialog({ account: { id, username, limits }, onDone, onClose }: LimitsDialogProps) {
  const unit = UNITS.toReversed().find(({ seconds }) => (limits.secondsBetween ?? 60) % seconds === 0) ?? UNITS[0]
  const [perDay, setPerDay] = useState(shown(limits.perDay))
  const [between, setBetween] = useState(
    shown(limits.secondsBetween === null ? null : limits.secondsBetween / unit.seconds),
  )
  const [seconds, setSeconds] = useState<number>(unit.seconds)
  const [atOnce, setAtOnce] = useState(shown(limits.atOnce))
  const wanted = {
    perDay: read(perDay),
    secondsBetween: between.trim() === '' ? null : Number(between) * seconds,
    atOnce: read(atOnce),
  }
  const problems = problemsIn(wanted)
  const save = useMutation({ mutationFn: () => api.accounts.limit({ id, ...wanted }), onSuccess: onDone })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (Object.keys(problems).length === 0) save.mutate()
  }

  return (
    <Modal opened onClose={onClose} title={`What @${username} may post`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            For all flows together. What comes too early is not lost: it waits and is posted by itself. Empty: no limit.
          </Text>
          <TextInput
            data-autofocus
            inputMode="numeric"
            label="Posts in 24 hours"
            description="X itself lets an account without a verified badge post about 50 a day."
            placeholder="no limit"
            value={perDay}
            error={problems.perDay}
            onChange={(event) => setPerDay(event.currentTarget.value)}
          />
          <Group gap="sm" align="flex-end" wrap="nowrap">
            <TextInput
              flex={1}
              inputMode="numeric"
              label="Time between two posts"
              placeholder="no limit"
              value={between}
              error={problems.secondsBetween}
              onChange={(event) => setBetween(event.currentTarget.value)}
            />
            <NativeSelect
              aria-label="Unit of time"
              value={String(seconds)}
              data={UNITS.map((each) => ({ value: String(each.seconds), label: each.label }))}
              onChange={(event) => setSeconds(Number(event.currentTarget.value))}
            />
          </Group>
          <TextInput
            inputMode="numeric"
            label="Posts on their way at the same time"
            placeholder="no limit"
            value={atOnce}
            error={problems.atOnce}
            onChange={(event) => setAtOnce(event.currentTarget.value)}
          />
          {save.error && <Note tone="alarm">{inWords(save.error)}</Note>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const UNITS = [
  { seconds: 1, label: 'seconds' },
  { seconds: 60, label: 'minutes' },
  { seconds: 3600, label: 'hours' },
] as const

const shown = (value: number | null) => (value === null ? '' : String(value))
const read = (text: string) => (text.trim() === '' ? null : Number(text))

/** In the words of the fields. */
function problemsIn(wanted: AccountLimits) {
  const { shape } = AccountLimits
  const bad = (name: keyof AccountLimits, wrong: Said) =>
    !shape[name].safeParse(wanted[name]).success && { [name]: sentence(wrong) }
  return {
    ...bad('perDay', said('limits.per-day')),
    ...bad('secondsBetween', said('limits.seconds-between')),
    ...bad('atOnce', said('limits.at-once')),
  } as Partial<Record<keyof AccountLimits, string>>
}
