import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with one plain line, `N passed, N failed`, for whatever reads the output by machine.
 * A file that fails to load, or an error outside any test, counts as one failed test.
 */
export default class PlainReporter implements Reporter {
  private counts = { passed: 0, failed: 0, skipped: 0 }

  onInit() {
    // The last thing this process does, so that the line stays the last one; a run that never began has one too.
    process.once('exit', (code) => {
      const { passed, skipped } = this.counts
      const failed = code === 0 ? this.counts.failed : Math.max(this.counts.failed, 1)
      process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
    })
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<SerializedError>) {
    this.counts = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) this.count(module)
  }

  private count(module: TestModule) {
    let failed = 0
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'failed') failed += 1
      else if (state === 'passed') this.counts.passed += 1
      else this.counts.skipped += 1
    }
    // A suite or a hook that fails has no failed test of its own.
    this.counts.failed += module.state() === 'failed' ? Math.max(failed, 1) : failed
  }
}
