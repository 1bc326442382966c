// Writes what a summary needs, {"passed": …, "failed": …, "skipped": …}, to the file named by GANTRY_REPORT.
import { writeFileSync } from "node:fs";
import type { Reporter, Suite } from "@playwright/test/reporter";

export default class Report implements Reporter {
  private suite?: Suite;
  private errors = 0;

  onBegin(_config: unknown, suite: Suite) {
    this.suite = suite;
  }

  onError() {
    this.errors += 1;
  }

  onEnd() {
    const count = { passed: 0, failed: this.errors, skipped: 0 };
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === "expected") count.passed += 1;
      else if (outcome === "skipped") count.skipped += 1;
      else count.failed += 1;
    }
    const file = process.env.GANTRY_REPORT;
    if (file) writeFileSync(file, JSON.stringify(count));
  }

  printsToStdio() {
    return false;
  }
}
