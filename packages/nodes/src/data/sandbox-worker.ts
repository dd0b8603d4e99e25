import { parentPort } from 'node:worker_threads'
import {
  type QuickJSContext,
  type QuickJSHandle,
  RELEASE_SYNC,
  Scope,
  newQuickJSWASMModule,
  newVariant,
} from 'quickjs-emscripten'
import type { CodeEnd, CodeTask } from './code-task.ts'

const CPU_MS = 250
/** 16 MB that the module takes for itself, and 32 MB for the author, in pages of 64 kB. The limit that QuickJS offers does
 *  not hold here: this build does not know how large its allocations are, and 2 GB went through a limit of 32 MB. */
const MEMORY_PAGES = { initial: 256, maximum: 768 }
/** QuickJS counts its own stack only; with 512 kB deep recursion brings the WebAssembly module down. */
const STACK_BYTES = 128 * 1024
const RESULT_LENGTH = 1024 * 1024

/** Node has it; the types we check with know only its name. */
declare const WebAssembly: { Memory: new (pages: typeof MEMORY_PAGES) => SandboxMemory }
type SandboxMemory = NonNullable<NonNullable<Parameters<typeof newVariant>[1]>['wasmMemory']>

const engine = await newQuickJSWASMModule(
  newVariant(RELEASE_SYNC, { wasmMemory: new WebAssembly.Memory(MEMORY_PAGES) }),
)

parentPort?.on('message', (task: CodeTask) => parentPort?.postMessage(run(task)))
parentPort?.postMessage('ready')

/** Each run has a runtime of its own: nothing that one leaves behind reaches the next. */
function run(task: CodeTask): CodeEnd {
  const runtime = engine.newRuntime()
  runtime.setMaxStackSize(STACK_BYTES)
  const begin = cpuMs()
  runtime.setInterruptHandler(() => cpuMs() - begin > CPU_MS)
  const context = runtime.newContext()
  try {
    return Scope.withScope((scope) => runIn(context, task, scope))
  } finally {
    context.dispose()
    runtime.dispose()
  }
}

/** Time this thread has worked; a busy machine makes nobody's code slow. */
function cpuMs() {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Every handle is the scope's: one that is forgotten brings the module down when the runtime is given back. */
function runIn(context: QuickJSContext, { code, input }: CodeTask, scope: Scope): CodeEnd {
  const evaluate = (text: string) => handleOf(context.evalCode(text, 'code.js'), scope)
  const call = (called: QuickJSHandle, argument: QuickJSHandle) =>
    handleOf(context.callFunction(called, context.undefined, argument), scope)
  // Taken before the author's code could put something else in their place.
  const parse = evaluate('JSON.parse')
  const stringify = evaluate('JSON.stringify')
  const given = call(parse.value, scope.manage(context.newString(input)))
  if (given.failed) return broken(context, given.value, 'ran')
  const written = evaluate(`(function (input) { "use strict";\n${code}\n})`)
  if (written.failed) return broken(context, written.value, 'written')
  const came = call(written.value, given.value)
  if (came.failed) return broken(context, came.value, 'ran')
  if (isPromise(context, came.value, scope)) return { end: 'promise' }
  const text = call(stringify.value, came.value)
  return text.failed ? broken(context, text.value, 'told') : told(context, { came: came.value, text: text.value })
}

function handleOf(result: ReturnType<QuickJSContext['evalCode']>, scope: Scope) {
  return { failed: result.error !== undefined, value: scope.manage(result.error ?? result.value) }
}

function told(context: QuickJSContext, { came, text }: Record<'came' | 'text', QuickJSHandle>): CodeEnd {
  if (context.typeof(came) === 'undefined') return { end: 'done', json: 'null' }
  if (context.typeof(text) !== 'string') return { end: 'not json', message: 'it is a function or a symbol' }
  const length = context.getProp(text, 'length').consume((handle) => context.getNumber(handle))
  return length > RESULT_LENGTH ? { end: 'too large' } : { end: 'done', json: context.getString(text) }
}

function isPromise(context: QuickJSContext, value: QuickJSHandle, scope: Scope) {
  return (
    context.typeof(value) === 'object' && context.typeof(scope.manage(context.getProp(value, 'then'))) === 'function'
  )
}

function broken(context: QuickJSContext, error: QuickJSHandle, when: 'written' | 'ran' | 'told'): CodeEnd {
  const { name, message, stack } = said(context.dump(error))
  if (message === 'interrupted') return { end: 'time' }
  // Where there is no memory left, there is none for an error that says so either.
  if (message === 'out of memory' || (name === '' && message === 'null')) return { end: 'memory' }
  if (/stack (size|overflow)/.test(message)) return { end: 'stack' }
  // The author's first line is the second of what is run.
  const line = Number(/code\.js:(\d+)/.exec(stack)?.[1] ?? Number.NaN) - 1
  if (when === 'told') return { end: 'not json', message }
  return { end: when === 'written' ? 'syntax' : 'threw', message, line: Number.isNaN(line) ? undefined : line }
}

function said(error: unknown) {
  if (typeof error !== 'object' || error === null) return { name: '', message: String(error), stack: '' }
  const { name, message, stack }: Partial<Record<string, unknown>> = { ...error }
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 500) : '')
  return { name: text(name), message: text(message) || 'Something was thrown that is no error.', stack: text(stack) }
}
