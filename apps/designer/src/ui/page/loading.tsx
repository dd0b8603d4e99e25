import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'

/** Grey lines where the content will stand. */
export function Loading({ lines = 3, height = 64 }: { lines?: number; height?: number }) {
  return (
    <Stack gap="sm" aria-busy>
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={height} radius="md" />
      ))}
    </Stack>
  )
}
