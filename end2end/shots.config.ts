// Pictures of every page for the documentation; the same browser and server as the tests.
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig({
  ...tests,
  testDir: "shots",
  workers: 1,
  reporter: "list",
  projects: [{ name: "simulated" }],
  use: { ...tests.use, trace: "off", screenshot: "off" },
});
