// The frame around every page: search, keys, theme, navigation, live refresh, one's own account.
import { call, order, row, signIn } from "../support/actions.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

test("search finds a group by its name and opens it", async ({ page }) => {
  await signIn(page, "/");
  await order(page, { name: "needle-in-hay", images: [["nginx", "latest"]] });
  await page.keyboard.press("/");
  const box = page.getByRole("combobox", { name: "Search pages, resources, actions" });
  await box.fill("needle-in");
  await expect(page.getByRole("option", { name: /needle-in-hay/ })).toBeVisible();
  await box.press("Enter");
  await expect(page).toHaveURL(/\/containers\/groups\/eci-/);
  await expect(page.getByRole("heading", { level: 1, name: /needle-in-hay/ })).toBeVisible();
});

test("search offers pages and actions before anything is typed", async ({ page }) => {
  await signIn(page, "/account");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: /Create Elastic Container Group/ })).toBeVisible();
  await page.getByRole("option", { name: /Overview/ }).click();
  await expect(page).toHaveURL(/\/$/);
});

test("keys jump to pages, and a dialog lists them", async ({ page }) => {
  await signIn(page, "/");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/containers\/groups$/);
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toContainText("Registry Instances");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("letters that are typed into a field jump nowhere", async ({ page }) => {
  await signIn(page, "/containers/groups");
  const search = page.getByRole("searchbox", { name: "Search container groups" });
  await search.pressSequentially("gh?/r");
  await expect(search).toHaveValue("gh?/r");
  await expect(page).toHaveURL(/\/containers\/groups/);
});

test("the theme that was chosen is there after a reload", async ({ page }) => {
  await signIn(page, "/");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await hydrated(page);
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitem", { name: "As the system" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test("the navigation opens over a narrow page and goes with the click that it led to", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signIn(page, "/");
  const navigation = page.getByRole("navigation", { name: "Gantry" });
  await expect(navigation).toBeHidden();
  await page.getByRole("button", { name: "Navigation", exact: true }).click();
  await navigation.getByRole("link", { name: "Container Groups" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Container Groups" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Elastic Containers" })).toBeHidden();
});

test("the navigation stays beside a page that is scrolled", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 500 });
  await signIn(page, "/containers/groups/create");
  const navigation = page.getByRole("navigation", { name: "Elastic Containers" });
  const before = await navigation.boundingBox();
  await page.mouse.move(700, 300);
  await page.mouse.wheel(0, 1200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await navigation.boundingBox()).toEqual(before);
});

test("in a narrow list the box that selects a row stands beside its name", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signIn(page, "/containers/groups");
  await order(page, { name: "beside-its-box", images: [["nginx", "latest"]], atOnce: true });
  await open(page, "/containers/groups?q=beside-its-box");
  const box = await page.getByRole("checkbox", { name: "Select beside-its-box" }).boundingBox();
  const name = await page.getByRole("link", { name: "beside-its-box" }).boundingBox();
  expect(box!.x + box!.width).toBeLessThanOrEqual(name!.x);
});

test("a menu is used with the keys alone", async ({ page }) => {
  await signIn(page, "/containers/groups");
  const id = await order(page, { name: "by-keys", images: [["nginx", "latest"]] });
  await open(page, "/containers/groups?q=by-keys");
  const button = page.getByRole("button", { name: "More actions for by-keys" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Events" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Logs" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Copy ID" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Events" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Events" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${id}\\?tab=events`));
  // The list with its button is gone; the focus is on the page that came, and its name is said.
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page.locator("#page-name")).toHaveText(/by-keys/);
});

test("Escape asks before it throws away what was filled in", async ({ page }) => {
  await signIn(page, "/registry/instances");
  await page.getByRole("link", { name: "default" }).click();
  await page.getByRole("link", { name: "Namespaces" }).first().click();
  await page.getByRole("button", { name: "Create Namespace" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create Namespace" });
  // A counter is no part of the name.
  const name = dialog.getByRole("textbox", { name: /^Namespace\*?$/ });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Create Namespace" }).first().click();
  await name.fill("half-typed");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Keep Editing" }).click();
  await expect(name).toHaveValue("half-typed");
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("What was filled in here is lost.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the region stands in the top bar and in the address", async ({ page }) => {
  await signIn(page, "/containers/groups");
  await page.getByRole("button", { name: "Region: local" }).click();
  await page.getByRole("link", { name: /^local/ }).click();
  await expect(page).toHaveURL(/region=local/);
});

test("a list shows what somebody else made, without a reload", async ({ page }) => {
  await signIn(page, "/containers/groups?q=made-elsewhere");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await order(page, { name: "made-elsewhere", images: [["nginx", "latest"]] });
  await expect(row(page, "made-elsewhere")).toContainText("Running");
});

test("what has failed stands on the first page and behind the bell", async ({ page }) => {
  await signIn(page, "/");
  await order(page, { name: "bell-rings", images: [["fail/pull", "latest"]] });
  const attention = page.getByRole("region", { name: "Needs attention" });
  await expect(attention.getByRole("link", { name: "bell-rings" })).toBeVisible();
  await page.getByRole("button", { name: /Notifications/ }).click();
  await page.getByRole("link", { name: "Create container group bell-rings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /bell-rings/ })).toBeVisible();
});

test("sessions are listed, and all others end at once", async ({ page, browser, server }) => {
  const elsewhere = await browser.newContext({ baseURL: server.url });
  const other = await elsewhere.newPage();
  await signIn(other, "/");
  await signIn(page, "/account");
  await page.getByRole("button", { name: "Sign Out Elsewhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign Out" }).click();
  await expect(page.getByText("Signed out elsewhere")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Chrome" })).toHaveCount(1);
  await other.goto("/account");
  await expect(other).toHaveURL(/\/login/);
  await elsewhere.close();
});

test("the Docker login password is reset, its rule checked beside the field", async ({ page }) => {
  await signIn(page, "/account");
  await page.getByRole("button", { name: "Reset Docker Login Password" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset Docker Login Password" });
  await dialog.getByLabel("New password").first().fill("short");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog.getByText(/This password does not fit/)).toBeVisible();
  await expect(dialog.getByText("The two passwords differ.")).toBeVisible();
  await dialog.getByLabel("New password").first().fill("Harbour-77x");
  await dialog.getByLabel("Confirm password").first().fill("Harbour-77x");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(page.getByText("Docker login password set")).toBeVisible();
  const account = await call(page, "account_view", {});
  expect(account.registry_password_at).not.toBeNull();
});

test("the order of a list is a link, and stays when the page is loaded anew", async ({ page }) => {
  await signIn(page, "/containers/groups");
  await order(page, { name: "sorts-b", images: [["nginx", "latest"]] });
  await order(page, { name: "sorts-a", images: [["nginx", "latest"]] });
  await open(page, "/containers/groups?q=sorts-");
  await page.getByRole("columnheader", { name: "Container Group ID/Name" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=/);
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText("sorts-a");
  await page.reload();
  await expect(first).toContainText("sorts-a");
});

test("eight tabs share one stream, and all hear of a change", async ({ page, context }) => {
  let streams = 0;
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/events") streams += 1;
  });
  await signIn(page, "/containers/groups");
  const tabs = [page];
  while (tabs.length < 8) {
    const tab = await context.newPage();
    await open(tab, "/containers/groups");
    tabs.push(tab);
  }
  // Six connections are all that a browser opens to one address: with a stream for each tab, this would hang.
  await order(page, { name: "for-all-tabs", images: [["nginx", "latest"]], atOnce: true });
  for (const tab of tabs) await expect(row(tab, "for-all-tabs")).toBeVisible();
  expect(streams, "the first tab's stream is the only one").toBe(1);
  // The one that has the stream goes; another takes it over and tells the rest.
  await page.close();
  const [next] = tabs.splice(0, 2).slice(1);
  await expect.poll(() => streams).toBe(2);
  await order(next!, { name: "after-the-first", images: [["nginx", "latest"]], atOnce: true });
  for (const tab of [next!, ...tabs]) await expect(row(tab, "after-the-first")).toBeVisible();
  for (const tab of [next!, ...tabs]) await tab.close();
});

test("entries of the navigation count what is behind them", async ({ page }) => {
  await signIn(page, "/");
  await order(page, { name: "one-more-counted", images: [["nginx", "latest"]], atOnce: true });
  const entry = page.getByRole("navigation", { name: "Gantry" }).getByRole("link", { name: /Container Groups/ });
  await expect(entry).toContainText(/\d+/);
  const before = Number((await entry.innerText()).replace(/\D/g, ""));
  await order(page, { name: "two-more-counted", images: [["nginx", "latest"]], atOnce: true });
  await expect.poll(async () => Number((await entry.innerText()).replace(/\D/g, ""))).toBeGreaterThan(before);
});

test("a page whose script does not come is loaded once more, and then says so", async ({ page, noise }) => {
  noise.expect(/ERR_FAILED|Failed to fetch|Failed to load/);
  await signIn(page, "/");
  let asked = 0;
  let broken = 1;
  await page.route(/\/assets\/.*\.js$/, (route) => {
    asked += 1;
    return asked <= broken ? route.abort() : route.continue();
  });
  await open(page, "/containers/groups");
  expect(asked, "the second time it came").toBeGreaterThan(1);

  [asked, broken] = [0, Number.POSITIVE_INFINITY];
  await page.goto("/containers/groups");
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
});
