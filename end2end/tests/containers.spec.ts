import { openGroup, order, reaches, row, signIn, tab } from "../support/actions.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

test("the list is searched, filtered by state and remembered in the address", async ({ page }) => {
  await signIn(page, "/containers/groups");
  await order(page, { name: "list-web", images: [["nginx", "latest"]], tags: { Group: "ListWeb" } });
  await order(page, { name: "list-gone", images: [["fail/pull", "latest"]] });
  await open(page, "/containers/groups?q=list-");
  await expect(row(page, "list-web")).toContainText("Running");
  await expect(row(page, "list-gone")).toContainText("ScheduleFailed");
  await page.getByRole("searchbox", { name: "Search container groups" }).fill("list-web");
  await expect(row(page, "list-gone")).toHaveCount(0);
  await expect(page).toHaveURL(/list-web/);
  await page.goBack();
  await hydrated(page);
});

test("a group's page says once when it was made, and by whom", async ({ page }) => {
  await signIn(page);
  const id = await order(page, { name: "made-once", images: [["nginx", "latest"]] });
  await open(page, `/containers/groups/${id}`);
  const made = page.getByRole("main").locator("dl").first().locator("div").filter({ hasText: "Created" });
  await expect(made.locator("dd")).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d by admin$/);
  await page.setViewportSize({ width: 900, height: 900 });
  const wide = (facts: Element[]) => facts.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent);
  expect(await page.locator(".facts dd").evaluateAll(wide), "facts that leave their column").toEqual([]);
});

test("each end of a group can be reached and says why", async ({ page }) => {
  await signIn(page, "/");
  const well = await order(page, { name: "ends-well", images: [["exit/0", "1"]], restartPolicy: "Never" });
  const badly = await order(page, { name: "ends-badly", images: [["exit/3", "1"]], restartPolicy: "OnFailure" });
  const refused = await order(page, { name: "ends-early", images: [["fail/create", "1"]] });
  const never = await order(page, { name: "ends-never", images: [["exit/7", "1"]], restartPolicy: "Never" });
  await openGroup(page, well);
  await reaches(page, "Succeeded");
  await openGroup(page, never);
  await reaches(page, "Failed");
  await expect(row(page, "container-1")).toContainText("Exit code 7");
  await openGroup(page, refused);
  await reaches(page, "ScheduleFailed");
  await expect(page.getByRole("main")).toContainText("Container container-1 cannot be created");
  // Started again and again: that is no running group, and is among what failed.
  await openGroup(page, badly);
  await reaches(page, "CrashLoopBackOff", 20_000);
  await expect(page.getByRole("main")).toContainText("times in a row: Exit code 3");
  await page.goto("/containers/groups?state=failed");
  await expect(row(page, "ends-badly")).toContainText("CrashLoopBackOff");
});

test("a slow pull shows its progress until the group runs", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "/");
  const id = await order(page, { name: "slow-pull", images: [["slow/pull", "1"]], atOnce: true });
  await openGroup(page, id);
  await reaches(page, "Pending");
  await expect(page.getByRole("main").getByText(/\d+ %/).first()).toBeVisible();
  await reaches(page, "Running", 60_000);
});

test("details show containers, events, logs, figures and a terminal", async ({ page }) => {
  await signIn(page, "/");
  const id = await order(page, { name: "details", images: [["nginx", "latest"], ["redis", "7.4"]] });
  await openGroup(page, id);
  await expect(page.getByRole("heading", { level: 1, name: /Container group - details/ })).toBeVisible();
  await reaches(page, "Running");
  await expect(row(page, "nginx:latest")).toContainText("Running");
  await expect(row(page, "redis:7.4")).toContainText("Running");

  await tab(page, "Events").click();
  await expect(page).toHaveURL(/tab=events/);
  await expect(row(page, "Started container container-2")).toContainText("Normal");

  await tab(page, "Logs").click();
  await expect(page.getByText(/simulated, nothing really runs/).first()).toBeVisible();
  await expect(page.getByText(/request 3 answered/).first()).toBeVisible();

  await tab(page, "Monitoring").click();
  await expect(page.getByText(/CPU/).first()).toBeVisible();

  await tab(page, "Volumes").click();
  await expect(page.getByText(/no volumes/i).first()).toBeVisible();

  await tab(page, "Remote Connection").click();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText(/Simulated terminal/).first()).toBeVisible();
});

test("a log that is opened before the start is empty, and fills from it", async ({ page }) => {
  await signIn(page, "/");
  const id = await order(page, { name: "log-early", images: [["slow/pull", "latest"]], atOnce: true });
  // The page's own ear hears a refused request; the pull takes 20 s.
  await openGroup(page, id, "logs");
  await expect(page.getByRole("log", { name: "Lines" })).toBeVisible();
  await expect(page.getByRole("log", { name: "Lines" })).toContainText("nothing really runs", { timeout: 40_000 });
});

test("restart asks and comes back", async ({ page }) => {
  await signIn(page, "/");
  await order(page, { name: "coming-and-going", images: [["nginx", "latest"]] });
  await open(page, "/containers/groups?q=coming-and-going");
  const made = row(page, "coming-and-going");
  await expect(made).toContainText("Running", { timeout: 20_000 });
  await made.getByRole("button", { name: "Restart" }).click();
  const notice = page.getByRole("dialog", { name: "Notice" });
  await expect(notice).toContainText("coming-and-going");
  await notice.getByRole("button", { name: "Confirm" }).click();
  await expect(notice).toBeHidden();
  await expect(made).toContainText("Running", { timeout: 20_000 });
});

test("a server that is killed and started again shows the same groups", async ({ page, server, noise }) => {
  await signIn(page, "/");
  const id = await order(page, { name: "survivor", images: [["nginx", "latest"]] });
  await openGroup(page, id);
  await reaches(page, "Running");
  // The open page's streams break, and the browser says so.
  noise.expect(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
  await server.kill();
  await server.start();
  await openGroup(page, id);
  await reaches(page, "Running");
});

test("older lines of a long log are loaded on the way up, and found", async ({ page }) => {
  await signIn(page);
  const id = await order(page, { name: "writes-much", images: [["wrote/6000", "latest"]] });
  await openGroup(page, id, "logs");
  const log = page.getByRole("region", { name: "Log" });
  await expect(log.getByText(/^the last 5\d{3} lines$/)).toBeVisible();
  const lines = page.getByRole("log", { name: "Lines" });
  const find = log.getByRole("searchbox", { name: "Find in log" });
  // Stands in a line that was not loaded at first.
  await find.fill("request 17 answered");
  await expect(log.getByText("none here")).toBeVisible();
  await log.getByRole("button", { name: "Previous match" }).click();
  await expect(lines.getByRole("listitem").filter({ hasText: "request 17 answered" })).toBeVisible();
  await expect(log.getByText(/^1 of \d+$/)).toBeVisible();
  await expect(log.getByText(/^6\d{3} lines$/)).toBeVisible();
});

test("scrolling up loads older lines and keeps the place", async ({ page }) => {
  await signIn(page);
  const id = await order(page, { name: "scrolled-up", images: [["wrote/6000", "latest"]] });
  await openGroup(page, id, "logs");
  const log = page.getByRole("region", { name: "Log" });
  const lines = page.getByRole("log", { name: "Lines" });
  await expect(log.getByText(/^the last 5\d{3} lines$/)).toBeVisible();
  await lines.evaluate((element) => (element.scrollTop = 60));
  await expect(log.getByText(/^6\d{3} lines$/)).toBeVisible();
  // What was in sight is still there, with a thousand lines before it now.
  await expect.poll(() => lines.evaluate((element) => element.scrollTop)).toBeGreaterThan(10_000);
});

test("a level filter shows the lines of that level", async ({ page }) => {
  await signIn(page);
  const id = await order(page, { name: "filtered-log", images: [["wrote/600", "latest"]] });
  await openGroup(page, id, "logs");
  const log = page.getByRole("region", { name: "Log" });
  await log.getByRole("combobox", { name: "Level" }).selectOption("Errors");
  await expect(log.getByText(/^1 of 6\d\d lines$/)).toBeVisible();
  await expect(page.getByRole("log", { name: "Lines" }).getByRole("listitem")).toHaveCount(1);
});

test("monitoring draws a line for each container", async ({ page }) => {
  await signIn(page);
  const id = await order(page, { name: "two-drawn", images: [["nginx", "latest"], ["redis", "7.4"]] });
  await openGroup(page, id, "monitoring");
  const chart = page.getByRole("figure").filter({ hasText: "Memory by container" });
  await expect(chart.getByText("container-2")).toBeVisible({ timeout: 20_000 });
});
