// Browser tests on the real binary: each worker starts a server of its own (see support/server.ts).
import { defineConfig } from "@playwright/test";

const chromium = {
  executablePath: process.env.GANTRY_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  // Where everything fails for one reason, the first dozen say so, and nobody waits an hour for the rest.
  maxFailures: 12,
  globalTimeout: 18 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./support/report.ts"]],
  use: {
    browserName: "chromium",
    launchOptions: chromium,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    contextOptions: { reducedMotion: "reduce" },
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "simulated", testIgnore: /\.(host|shipped)\.spec\.ts$/ },
    // On the browser's half as it ships, which takes minutes to make: a stage of its own.
    { name: "shipped", testMatch: /\.shipped\.spec\.ts$/ },
    // Real containers, which need root and an OCI runtime: after the others and one at a time, because they share one machine.
    { name: "host", testMatch: /\.host\.spec\.ts$/, workers: 1, dependencies: ["simulated"] },
  ],
});
