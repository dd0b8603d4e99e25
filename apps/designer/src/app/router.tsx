import {
  type ErrorComponentProps,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { ErrorPage } from './pages/error-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { readRunSearch, searchText } from './pages/runs/run-search.ts'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ errorComponent: RootError })

/** Where even the frame broke, so that there is no landmark around it yet. */
function RootError(props: ErrorComponentProps) {
  return (
    <main>
      <ErrorPage {...props} />
    </main>
  )
}

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: searchText(search['token']) }),
  component: lazyRouteComponent(() => import('./pages/sign-in/welcome-page.tsx'), 'WelcomePage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } => ({ back: searchText(search['back']) }),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything that needs somebody to be signed in, beside the rail. */
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
})

const editor = createRoute({
  getParentRoute: () => shell,
  path: '/flows/$flowId',
  component: lazyRouteComponent(() => import('./pages/editor/editor-page.tsx'), 'EditorPage'),
})

const runs = createRoute({
  getParentRoute: () => shell,
  path: '/runs',
  validateSearch: readRunSearch,
  component: lazyRouteComponent(() => import('./pages/runs/runs-page.tsx'), 'RunsPage'),
})

const run = createRoute({
  getParentRoute: () => shell,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('./pages/runs/run-page.tsx'), 'RunPage'),
})

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  validateSearch: (search: Record<string, unknown>): { run?: string | undefined; answered?: boolean | undefined } => ({
    run: searchText(search['run']),
    answered: search['answered'] === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/approvals-page.tsx'), 'ApprovalsPage'),
})

const attention = createRoute({
  getParentRoute: () => shell,
  path: '/attention',
  component: lazyRouteComponent(() => import('./pages/attention-page.tsx'), 'AttentionPage'),
})

const triggers = createRoute({
  getParentRoute: () => shell,
  path: '/triggers',
  component: lazyRouteComponent(() => import('./pages/triggers-page.tsx'), 'TriggersPage'),
})

const connections = createRoute({
  getParentRoute: () => shell,
  path: '/connections',
  component: lazyRouteComponent(() => import('./pages/connections-page.tsx'), 'ConnectionsPage'),
})

const tables = createRoute({
  getParentRoute: () => shell,
  path: '/tables',
  component: lazyRouteComponent(() => import('./pages/tables/tables-page.tsx'), 'TablesPage'),
})

const newTable = createRoute({
  getParentRoute: () => shell,
  path: '/tables/new',
  validateSearch: (search: Record<string, unknown>): { template?: string } => ({
    template: searchText(search['template']),
  }),
  component: lazyRouteComponent(() => import('./pages/tables/edit-table-page.tsx'), 'NewTablePage'),
})

const table = createRoute({
  getParentRoute: () => shell,
  path: '/tables/$tableId',
  component: lazyRouteComponent(() => import('./pages/tables/table-page.tsx'), 'TablePage'),
})

const editTable = createRoute({
  getParentRoute: () => shell,
  path: '/tables/$tableId/edit',
  component: lazyRouteComponent(() => import('./pages/tables/edit-table-page.tsx'), 'EditTablePage'),
})

/** `new` instead of an id: a record that does not exist yet. */
const record = createRoute({
  getParentRoute: () => shell,
  path: '/tables/$tableId/records/$recordId',
  component: lazyRouteComponent(() => import('./pages/tables/record-page.tsx'), 'RecordPage'),
})

const elsewhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage })

const routeTree = root.addChildren([
  welcome,
  signIn,
  shell.addChildren([
    home,
    editor,
    runs,
    run,
    approvals,
    attention,
    triggers,
    connections,
    tables,
    newTable,
    table,
    editTable,
    record,
    elsewhere,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorPage,
  defaultPendingMs: 300,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
