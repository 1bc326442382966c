// The browser's half as it ships: optimised, and in files by area.
import type { Page, Response } from "@playwright/test";
import { signIn } from "../support/actions.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

/** The files that a page loads from here on, by path. */
function files(page: Page): Map<string, Response> {
  const seen = new Map<string, Response>();
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (path.startsWith("/assets/")) seen.set(path, response);
  });
  return seen;
}

const packs = (seen: Map<string, Response>) => [...seen.keys()].filter((path) => path.endsWith(".pack"));

test("the first page, a list, a form and a detail page are taken over, each loaded cold", async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await open(page, "/network/vpcs/create");
  await page.getByLabel("VPC Name").fill("shipped");
  await page.getByLabel("IPv4 CIDR Block").fill("10.7.0.0/16");
  await page.getByRole("button", { name: "Create VPC" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "shipped" })).toBeVisible();
  await page.reload();
  await hydrated(page);
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await open(page, "/network/vpcs");
  await page.getByRole("searchbox").first().fill("shipped");
  await expect(page).toHaveURL(/q=shipped/);
});

/** Fonts, style, script, loader, program, the frame's words and those of the areas, and packs. */
const MOST_FILES = 14;

test("an area's first page is a few files, whatever it shares with others", async ({ page }) => {
  await signIn(page);
  for (const [path, area] of [
    ["/containers/groups", "containers"],
    ["/scaling/groups", "scaling"],
    ["/network/vpcs", "network"],
    ["/registry/instances", "registry"],
    ["/help", "help"],
  ] as const) {
    const seen = files(page);
    await open(page, path);
    const names = [...seen.keys()];
    expect(names.some((name) => name.endsWith(`/${area}.pack`)), names.join("\n")).toBe(true);
    expect(names.length, names.join("\n")).toBeLessThanOrEqual(MOST_FILES);
    page.removeAllListeners("response");
  }
});

test("what a link needs is fetched while the pointer rests on it, and a followed link says that it is on its way", async ({
  page,
}) => {
  await signIn(page);
  const seen = files(page);
  const link = page.locator("#sidenav").getByRole("link", { name: /^Container Groups/ });
  const areas = await page.locator('meta[name="gantry-areas"]').getAttribute("content");
  const needed: string[] = JSON.parse(areas ?? "{}").containers;
  expect(needed.length).toBeGreaterThan(1);
  await link.hover();
  await expect.poll(() => needed.filter((file) => !seen.has(file))).toEqual([]);
  const before = packs(seen);
  const said = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const root = document.documentElement;
        new MutationObserver(() => resolve(root.hasAttribute("data-on-the-way"))).observe(root, { attributes: true });
      }),
  );
  await link.click();
  expect(await said).toBe(true);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Container Groups");
  await expect(page.locator("html[data-on-the-way]")).toHaveCount(0);
  expect(packs(seen).length, "nothing was fetched after the click").toBe(before.length);
});

test("a tab whose words are gone after an upgrade comes to the page all the same", async ({ page, noise }) => {
  await signIn(page);
  noise.expect(/Failed to load resource|404/);
  // The files of the version before have other names, and the server does not have them any more.
  let asked = 0;
  await page.route("**/words/*/pages.*", async (route) => {
    asked += 1;
    await (asked > 1 ? route.fallback() : route.fulfill({ status: 404, body: "" }));
  });
  await page.locator("#sidenav").getByRole("link", { name: /^Container Groups/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Container Groups");
  await hydrated(page);
});
