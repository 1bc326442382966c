// Writes what a summary needs to the file named by GANTRY_REPORT: {"passed": …, "failed": …, "skipped": …} in the first line, then why
// each test failed, one after the other.
import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Reporter, Suite, TestCase } from "@playwright/test/reporter";

/** Lines of an error that a summary shows. */
const LINES = 12;

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
    const failures: string[] = [];
    const count = { passed: 0, failed: this.errors, skipped: 0 };
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === "expected") count.passed += 1;
      else if (outcome === "skipped") count.skipped += 1;
      else {
        count.failed += 1;
        failures.push(...why(test));
      }
    }
    const file = process.env.GANTRY_REPORT;
    if (file) writeFileSync(file, [JSON.stringify(count), ...failures].join("\n"));
  }

  printsToStdio() {
    return false;
  }
}

/** Where a test failed and with which words. */
function why(test: TestCase): string[] {
  const errors = test.results.flatMap((result) => result.errors);
  return errors.map(({ message, location }) => {
    const words = stripVTControlCharacters(message ?? "").split("\n").slice(0, LINES);
    return [`${test.title} (line ${location?.line ?? "?"})`, ...words.map((line) => `    ${line}`)].join("\n");
  });
}
