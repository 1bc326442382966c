// Pictures of every page for the documentation; the same browser and server as the tests.
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig({
  ...tests,
  testDir: "shots",
  workers: 1,
  reporter: "list",
  // A server for each, so that nothing of one is in the pictures of another.
  projects: ["pages", "network", "registry", "scaling"].map((name) => ({ name, testMatch: `${name}.spec.ts` })),
  use: { ...tests.use, trace: "off", screenshot: "off" },
});
