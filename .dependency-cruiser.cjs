// Who may import whom. Arrows point down, nothing runs back up, nothing goes in a circle.
const { existsSync, readFileSync } = require('node:fs')

/** What each part of the house may import of ours, besides itself. */
const house = {
  'packages/x-rules': [],
  'packages/flow': ['packages/x-rules'],
  'packages/contract': ['packages/flow'],
  'packages/engine': ['packages/flow'],
  'packages/nodes': ['packages/flow', 'packages/x-rules'],
  'packages/db': ['packages/flow'],
  'packages/x-sandbox': [],
  'apps/runtime': [
    'packages/contract',
    'packages/flow',
    'packages/x-rules',
    'packages/engine',
    'packages/nodes',
    'packages/db',
  ],
  'apps/designer': ['packages/contract', 'packages/flow', 'packages/x-rules'],
}

/** The floors inside the runtime: each may import those that are named, itself, and `words`. */
const runtime = {
  process: [
    'http',
    'retention',
    'people',
    'accounts',
    'triggers',
    'runs',
    'connections',
    'queue',
    'secrets',
    'ground',
    'approvals',
    'tables',
  ],
  http: [
    'people',
    'audit',
    'accounts',
    'approvals',
    'attention',
    'flows',
    'tables',
    'triggers',
    'rerun',
    'runs',
    'connections',
    'secrets',
    'ground',
  ],
  rerun: ['runs', 'ground'],
  retention: ['tables', 'runs'],
  approvals: ['runs', 'audit', 'people', 'ground'],
  attention: ['runs', 'people'],
  accounts: ['runs', 'audit', 'people', 'ground'],
  flows: ['tables', 'triggers', 'runs', 'connections', 'secrets', 'audit', 'people', 'ground'],
  // A change of a record can start runs: it goes down to the triggers.
  tables: ['triggers', 'audit', 'people', 'ground'],
  triggers: ['runs', 'secrets', 'audit', 'people', 'ground'],
  runs: ['people', 'ground'],
  people: ['audit', 'ground'],
  connections: ['secrets', 'audit', 'people', 'ground'],
  queue: [],
  secrets: ['ground'],
  audit: [],
  ground: [],
  words: [],
}

/** The rooms inside `runs`: a run is started, executed and stored; it is woken, ended, recovered and read beside that. */
const runs = {
  start: ['execute', 'wake', 'store'],
  execute: ['wake', 'store'],
  wake: ['store'],
  store: [],
  end: ['start', 'execute', 'wake', 'store'],
  'step-services': ['start', 'execute', 'wake', 'store'],
  settle: ['execute', 'store'],
  recover: ['wake', 'store'],
  read: ['store'],
}

/** The rooms inside `accounts`. */
const accounts = { slots: ['limits'], limits: [] }

/** The rooms of the engine: a run is walked by steps, and begins with what was taken over from another. */
const engine = { walk: ['step', 'rerun'], rerun: ['step'], step: [] }

/** The rooms inside `http`; what puts them together stands above them. */
const http = {
  routes: ['pages', 'context', 'guards', 'errors', 'requests'],
  webhooks: ['context', 'guards', 'errors', 'requests'],
  pages: ['guards'],
  context: ['guards'],
  guards: ['errors'],
  errors: [],
  requests: [],
}

/** The rooms inside `triggers`: one for each source. */
const triggers = {
  record: ['armed'],
  schedule: ['armed'],
  poll: ['armed'],
  webhook: ['armed'],
  failure: ['armed'],
  manual: ['armed'],
  armed: [],
}

const ours = '^(apps|packages|test|scripts)/'
const tests = '\\.test\\.tsx?$'
const anyOf = (names) => `(${names.join('|')})`

/** The nodes are the files that the catalogue lists; what the nodes of an app share is not one of them. */
const catalogue = 'packages/nodes/src/catalogue.ts'
const listed = existsSync(catalogue) ? [...readFileSync(catalogue, 'utf8').matchAll(/from '\.\/([^']+)'/g)] : []
const nodeFiles = listed
  .map(([, path]) => `^packages/nodes/src/${path.replaceAll('.', '\\.')}$`)
  .filter((path) => !/(account|client|failures)\\\.ts\$$/.test(path))

const houseRules = Object.entries(house).map(([part, below]) => ({
  name: `${part.split('/')[1]}-imports-only-what-is-below`,
  comment: `${part} may import ${below.length ? below.join(', ') : 'nothing of ours'}. Its tests may also use test/support.`,
  severity: 'error',
  from: { path: `^${part}/`, pathNot: tests },
  to: { path: ours, pathNot: `^${anyOf([part, ...below])}/` },
}))

const houseTestRules = Object.entries(house).map(([part, below]) => ({
  name: `${part.split('/')[1]}-tests-import-only-what-is-below`,
  severity: 'error',
  from: { path: `^${part}/.*${tests}` },
  to: { path: ours, pathNot: `^(${anyOf([part, ...below])}/|test/support/)` },
}))

/** Rules for the rooms of one folder: each may import those that are named, and itself. The files beside the rooms stand
 *  above them and may be imported by none; `beside: 'below'` lets each import them. */
const roomRules = (folder, name, rooms, { beside = 'above' } = {}) =>
  Object.entries(rooms).map(([room, below]) => ({
    name: `${name}-${room}-imports-only-rooms-below`,
    severity: 'error',
    from: { path: `^${folder}/${room}/`, pathNot: tests },
    to: {
      path: beside === 'below' ? `^${folder}/([^/]+)/` : `^${folder}/`,
      pathNot: `^${folder}/${anyOf([room, ...below])}/|^apps/runtime/src/words/`,
    },
  }))

const runtimeRules = [
  ...roomRules('apps/runtime/src', 'runtime', runtime),
  ...roomRules('apps/runtime/src/runs', 'runs', runs),
  ...roomRules('apps/runtime/src/accounts', 'accounts', accounts),
  ...roomRules('apps/runtime/src/http', 'http', http),
  ...roomRules('apps/runtime/src/triggers', 'triggers', triggers),
]

const onlyTheGuardMakesCallers = {
  name: 'only-the-guard-makes-callers',
  comment: 'Whoever could make a caller could read past their rights. Others take one, by its type.',
  severity: 'error',
  from: { path: '^apps/runtime/src/', pathNot: `^apps/runtime/src/http/guards/|${tests}` },
  to: { path: '^apps/runtime/src/people/caller\\.ts$', dependencyTypesNot: ['type-only'] },
}

/** Without these a room that nobody listed, or a file outside of all rooms, would be a way round the rules above. */
const runtimeRoomRules = [
  {
    name: 'runtime-rooms-are-listed',
    comment: 'Give the room a row above: what it may import.',
    severity: 'error',
    from: { path: '^apps/runtime/src/', pathNot: `^apps/runtime/src/${anyOf(Object.keys(runtime))}/` },
    to: {},
  },
  {
    name: 'runtime-has-no-loose-files',
    comment: 'A file outside of all rooms may be imported by nobody: put it into the room that it belongs to.',
    severity: 'error',
    from: {},
    to: { path: '^apps/runtime/src/[^/]+$' },
  },
]

const engineRules = roomRules('packages/engine/src', 'engine', engine, { beside: 'below' })

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-drawers',
      comment: 'A name that says nothing collects everything. Name what is in it.',
      severity: 'error',
      from: {
        path: '(^|/)(utils?|helpers?|common|types?|lib|misc|services?|managers?)(/|\\.[cm]?[jt]sx?$)',
        pathNot: 'node_modules',
      },
      to: {},
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere would slip through every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|\\.?/?.*\\?)' },
    },
    ...houseRules,
    ...houseTestRules,
    ...runtimeRules,
    ...engineRules,
    ...runtimeRoomRules,
    onlyTheGuardMakesCallers,
    {
      name: 'what-the-browser-shares-is-pure',
      comment: 'They run in the browser too, and know no file, socket or clock.',
      severity: 'error',
      from: { path: '^packages/(x-rules|flow|contract|engine)/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-words-rooms-make-sentences',
      comment: 'Everybody else says codes and values (docs/decisions/0018).',
      severity: 'error',
      from: {
        path: '^(apps|packages)/',
        pathNot: `^(apps/[^/]+|packages/flow)/src/words/|/testing/|${tests}`,
      },
      to: {
        path: '^packages/(flow/src/words/en|nodes/src/words\\.ts)|^apps/[^/]+/src/words/en/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'db-takes-only-types-of-flow',
      severity: 'error',
      from: { path: '^packages/db/', pathNot: tests },
      to: { path: '^packages/flow/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-app-folder-of-nodes-imports-another',
      severity: 'error',
      from: { path: '^packages/nodes/src/([^/]+)/', pathNot: `${tests}|/testing/` },
      to: { path: '^packages/nodes/src/[^/]+', pathNot: '^packages/nodes/src/$1/' },
    },
    {
      name: 'no-node-imports-another-node',
      comment: 'What the nodes of an app share stands in a file of its own.',
      severity: 'error',
      from: { path: '^packages/nodes/src/[^/]+/', pathNot: tests },
      to: { path: nodeFiles.length ? nodeFiles : '^$' },
    },
    {
      name: 'designer-floors-below-features',
      comment: 'editor, values, api, words and ui know neither the features nor the app.',
      severity: 'error',
      from: { path: '^apps/designer/src/(editor|values|api|ui|words)/', pathNot: tests },
      to: { path: '^apps/designer/src/(features|app)/|^apps/designer/src/main' },
    },
    {
      name: 'designer-editor-floors',
      comment: 'Actions change the store, the store holds the model, and the model is pure.',
      severity: 'error',
      from: { path: '^apps/designer/src/editor/model/', pathNot: tests },
      to: { path: '^apps/designer/src/(editor/(actions|store)|api)/' },
    },
    {
      name: 'designer-store-below-actions',
      severity: 'error',
      from: { path: '^apps/designer/src/editor/store/', pathNot: tests },
      to: { path: '^apps/designer/src/editor/actions/' },
    },
    {
      name: 'designer-runs-apart',
      comment: 'List, view, test, start and rerun stand beside each other; a test shows its run in the view.',
      severity: 'error',
      from: { path: '^apps/designer/src/features/runs/([^/]+)/', pathNot: tests },
      to: { path: '^apps/designer/src/features/runs/', pathNot: '^apps/designer/src/features/runs/($1|view)/' },
    },
    {
      name: 'no-circle-of-folders-in-the-designer',
      severity: 'error',
      scope: 'folder',
      from: { path: '^apps/designer/src/' },
      to: { circular: true },
    },
    {
      name: 'designer-ui-knows-nothing',
      severity: 'error',
      from: { path: '^apps/designer/src/ui/', pathNot: tests },
      to: { path: '^apps/designer/src/(editor|values|api)/' },
    },
    {
      name: 'features-do-not-import-features',
      comment: 'They meet in app above, or in editor, api and ui below.',
      severity: 'error',
      from: { path: '^apps/designer/src/features/([^/]+)/', pathNot: tests },
      to: { path: '^apps/designer/src/(features|app)/', pathNot: '^apps/designer/src/features/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.css$' },
    tsPreCompilationDeps: true,
    preserveSymlinks: false,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
