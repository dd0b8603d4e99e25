import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { Toaster } from '../ui/toasts/toaster.tsx'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { theme, variables } from './theme.ts'

// Asked for before anything is drawn: the page's code and the session travel at the same time.
void queryClient.prefetchQuery(queries.session())

export function App() {
  return (
    // Mantine makes its variables here anyway; its style sheet with the same ones would only travel twice.
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      deduplicateCssVariables={false}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toaster />
      </QueryClientProvider>
    </MantineProvider>
  )
}
