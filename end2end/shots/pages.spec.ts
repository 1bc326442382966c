// Takes a picture of every page: light, dark, and 390 px wide, into docs/images.
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { order, reaches, signIn } from "../support/actions.ts";
import { hydrated, open, test } from "../support/test.ts";

const images = resolve(import.meta.dirname, "../../docs/images");

async function picture(page: Page, name: string) {
  for (const [suffix, colorScheme, width, height] of [
    ["", "light", 1280, 800],
    ["-dark", "dark", 1280, 800],
    ["-narrow", "light", 390, 844],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: resolve(images, `${name}${suffix}.png`), animations: "disabled" });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("pictures of every page", async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto("/login");
  await hydrated(page);
  await picture(page, "sign-in");

  await signIn(page);
  const id = await order(page, {
    name: "shop-front",
    images: [["nginx", "latest"], ["redis", "7.4"]],
    tags: { team: "shop" },
  });
  await order(page, { name: "price-feed", images: [["fail/pull", "latest"]] });
  await order(page, { name: "night-report", images: [["exit/0", "latest"]], restartPolicy: "Never" });
  await open(page, `/containers/groups/${id}`);
  await reaches(page, "Running");

  for (const [name, path] of [
    ["home", "/"],
    ["account", "/account"],
    ["container-groups", "/containers/groups"],
    ["container-group-create", "/containers/groups/create"],
    ["container-group", `/containers/groups/${id}`],
    ["container-group-events", `/containers/groups/${id}?tab=events`],
    ["container-group-logs", `/containers/groups/${id}?tab=logs`],
    ["container-group-monitoring", `/containers/groups/${id}?tab=monitoring`],
    ["container-group-terminal", `/containers/groups/${id}?tab=terminal`],
    ["container-group-unsubscribe", `/containers/groups/${id}/unsubscribe`],
    ["registry-instances", "/registry/instances"],
  ] as const) {
    await open(page, path);
    await picture(page, name);
  }

  await open(page, "/registry/instances");
  const instance = await page.getByRole("link", { name: "default" }).first().getAttribute("href");
  for (const [name, path] of [
    ["registry-instance", ""],
    ["registry-namespaces", "/namespaces"],
    ["registry-repositories", "/repositories"],
    ["registry-repository-create", "/repositories/create"],
  ] as const) {
    await open(page, `${instance}${path}`);
    await picture(page, name);
  }
});
