// Lists and their pages: what the address says, what comes back on the way back, what can be done over several pages.
import { call, order, row, signIn } from "../support/actions.ts";
import { scalingGroup } from "../support/scaling.ts";
import { alone, expect, hydrated, open, test } from "../support/test.ts";

const DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

test("a page after the last one shows the last one, and what no list has leads to the whole list", async ({ page }) => {
  await alone(page, async (own) => {
    await signIn(page, `${own.url}/network/vpcs`);
    for (let number = 0; number < 11; number++) {
      const form = { region: "local", name: `paged-${number}`, description: "", cidr: "172.21.0.0/16", ipv6: false };
      await call(page, "vpc_create", { form });
    }
    await open(page, `${own.url}/network/vpcs?page=50`);
    await expect(page.getByText("11 to 12 of 12")).toBeVisible();
    await expect(page.getByRole("link", { name: "Page 2" })).toHaveAttribute("aria-current", "page");
    for (const query of ["page=9999", "sort=nonsense"]) {
      await open(page, `${own.url}/network/vpcs?${query}`);
      await page.getByRole("link", { name: "Show the whole list" }).click();
      await expect(page.getByText("1 to 10 of 12")).toBeVisible();
    }
  });
});

test("rows selected on one page count on the next", async ({ page }) => {
  await alone(page, async (own) => {
    await signIn(page, `${own.url}/containers/groups`);
    for (let number = 0; number < 11; number++) {
      await order(page, { name: `many-${String(number).padStart(2, "0")}`, images: [["nginx", "latest"]], atOnce: true });
    }
    await open(page, `${own.url}/containers/groups?sort=name`);
    await page.getByRole("checkbox", { name: "Select many-00" }).check();
    await page.getByRole("link", { name: "Page 2" }).click();
    await expect(row(page, "many-10")).toBeVisible();
    const bar = page.getByRole("region", { name: "Selected rows" });
    await expect(bar).toContainText("1 selected");
    await expect(bar).toContainText("1 vCPU, 2 GiB");
    await page.getByRole("checkbox", { name: "Select many-10" }).check();
    await expect(bar).toContainText("2 vCPU, 4 GiB");
  });
});

test("times are exact, with how long ago beside the pointer, and do not change when the page is taken over", async ({ page }) => {
  await signIn(page, "/containers/groups");
  await order(page, { name: "just-made", images: [["nginx", "latest"]], atOnce: true });
  await open(page, "/containers/groups?q=just-made");
  const created = row(page, "just-made").locator("time");
  await expect(created).toHaveText(DATE);
  await expect(created).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  await expect(created).toHaveAttribute("title", /^(just now|\d+ s ago)$/);
});

test("a browser whose clock is wrong reckons by the server's", async ({ page }) => {
  await page.clock.setSystemTime(Date.now() - 3600_000);
  await signIn(page, "/containers/groups");
  await order(page, { name: "not-in-an-hour", images: [["nginx", "latest"]], atOnce: true });
  await open(page, "/containers/groups?q=not-in-an-hour");
  await expect(row(page, "not-in-an-hour").locator("time")).toHaveAttribute("title", /^(just now|\d+ s ago)$/);
});

test("the way back leads to where one was on the page", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 400 });
  await signIn(page, "/containers/groups");
  for (let number = 0; number < 6; number++) {
    await order(page, { name: `scrolled-${number}`, images: [["nginx", "latest"]], atOnce: true });
  }
  await open(page, "/containers/groups?q=scrolled-");
  await row(page, "scrolled-0").getByRole("link", { name: "scrolled-0" }).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 2000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
  const before = await page.evaluate(() => scrollY);
  await row(page, "scrolled-0").getByRole("link", { name: "scrolled-0" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /scrolled-0/ })).toBeVisible();
  await page.goBack();
  await expect(row(page, "scrolled-0")).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
});

test("what is typed into a search before the page answers is searched for", async ({ page }) => {
  await signIn(page, "/containers/groups");
  await order(page, { name: "found-early", images: [["nginx", "latest"]], atOnce: true });
  await order(page, { name: "left-out", images: [["nginx", "latest"]], atOnce: true });
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(/\/assets\/.*\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/containers/groups", { waitUntil: "commit" });
  const search = page.getByRole("searchbox", { name: "Search container groups" });
  await search.fill("found-early");
  release();
  await hydrated(page);
  await expect(page).toHaveURL(/q=found-early/);
  await expect(search).toHaveValue("found-early");
  await expect(row(page, "found-early")).toBeVisible();
  await expect(row(page, "left-out")).toHaveCount(0);
});

test("a page whose thing is gone has a heading, a title, the way on, and answers 404", async ({ page, noise }) => {
  noise.expect(/status of 404/);
  await signIn(page, "/scaling/groups");
  const group = await scalingGroup(page, { name: "without-rules", minimum: 0, maximum: 1 });
  const none = "00000000000000000000";
  for (const [path, heading, list] of [
    [`/containers/groups/eci-${none}`, `There is no container group eci-${none}`, "/containers/groups"],
    [`/network/vpcs/vpc-${none}`, `There is no VPC vpc-${none}`, "/network/vpcs"],
    [`/registry/instances/cri-${none}/namespaces`, `There is no registry instance cri-${none}`, "/registry/instances"],
    [`/scaling/groups/${group}/rules/nope`, "There is no scaling rule nope", "/scaling/groups"],
    [`/scaling/groups/${group}/rules/nope/edit`, "There is no scaling rule nope", "/scaling/groups"],
    [`/scaling/groups/asg-${none}/edit`, `There is no scaling group asg-${none}`, "/scaling/groups"],
  ] as const) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await hydrated(page);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page).toHaveTitle(`${heading} · Gantry`);
    await expect(page.getByRole("link", { name: "Show the list" })).toHaveAttribute("href", list);
  }
});
