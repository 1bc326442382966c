// Auto Scaling with real containers: a group by YAML from 0 to 5 and back, a target that is kept under real load, and a server that
// is killed in mid-scale.
import { type Page } from "@playwright/test";
import { call, sampleImage, signIn, tab } from "../support/actions.ts";
import { scalingGroup, template } from "../support/scaling.ts";
import { expect, open, test } from "../support/test.ts";

test.describe.configure({ mode: "serial" });

interface Row {
  id: string;
  state: string;
  public_ip: string | null;
}

/** All instances of a group that there are. */
async function instances(page: Page, group: string): Promise<Row[]> {
  const list = await call(page, "scaling_instance_list", {
    filter: {
      group,
      origin: "AutomaticallyCreated",
      page: { page: 1, size: 100, sort: "", descending: false, search: "" },
    },
  });
  return list.page.items;
}

async function running(page: Page, group: string, count: number, timeout = 60_000) {
  await expect
    .poll(async () => (await instances(page, group)).map((one) => one.state).sort(), { timeout, intervals: [300] })
    .toEqual(Array(count).fill("Running"));
}

/** What the group's activities did, oldest first: `0>5`. */
async function steps(page: Page, group: string): Promise<string[]> {
  const list = await call(page, "scaling_activity_list", {
    group,
    page: { page: 1, size: 100, sort: "", descending: false, search: "" },
  });
  return list.items.map((one: { before: number; after: number }) => `${one.before}>${one.after}`).reverse();
}

async function remove(page: Page, group: string) {
  // A page of the group would ask for it once more.
  await open(page, "/scaling/groups");
  await call(page, "scaling_group_delete", { id: group, with: "Remove" });
  await expect
    .poll(
      async () => {
        const list = await call(page, "scaling_group_list", { filter: { region: "local" } });
        return list.page.items.some((one: Row) => one.id === group);
      },
      { timeout: 60_000, message: "the group is gone" },
    )
    .toBe(false);
}

/** An instance that is busy until a moment, and idle from then on. */
async function busyUntil(page: Page, seconds: number) {
  const [address, version] = await sampleImage(page);
  const until = Math.floor(Date.now() / 1000) + seconds;
  const script = `while [ "$(/bin/busybox date +%s)" -lt ${until} ]; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; done; while true; do /bin/busybox sleep 1; done`;
  return template(page, address, version, { command: "/bin/sh", arguments: ["-c", script] });
}

test("a group by YAML goes from 0 to 5 and back", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "/scaling/groups/create?by=yaml");
  await expect(page.getByText("The file can be created.")).toBeVisible();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ess-eci-test" })).toBeVisible();
  const group = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(await instances(page, group)).toEqual([]);

  await page.getByRole("button", { name: "Set Desired" }).click();
  const desired = page.getByRole("dialog", { name: "Set Desired" });
  await desired.getByLabel("Desired Number of Instances").fill("5");
  await desired.getByRole("button", { name: "OK" }).click();
  await running(page, group, 5);
  await expect(page.getByRole("img", { name: "5 of 5 desired instances run; minimum 0, maximum 5" })).toBeVisible();

  await page.getByRole("button", { name: "Set Desired" }).click();
  await desired.getByLabel("Desired Number of Instances").fill("0");
  await desired.getByRole("button", { name: "OK" }).click();
  await running(page, group, 0);
  await tab(page, "Scaling Activities").click();
  await expect(page.getByRole("row").filter({ hasText: "Successful" })).toHaveCount(2);
  expect(await steps(page, group)).toEqual(["0>5", "5>0"]);
  await remove(page, group);
});

test("a target is kept under real load: the group grows, then shrinks, and does not flap", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, "/scaling/groups");
  const group = await scalingGroup(page, {
    name: "under-load",
    minimum: 1,
    maximum: 3,
    cooldown: 2,
    template: await busyUntil(page, 25),
  });
  await call(page, "scaling_rule_create", {
    group,
    draft: {
      name: "cpu-target",
      enabled: true,
      cooldown_seconds: 2,
      kind: {
        Target: {
          metric: "Cpu",
          target: 20_000,
          watch: { period_seconds: 1, periods: 3 },
          scale_in_periods: 8,
        },
      },
    },
  });
  await open(page, `/scaling/groups/${group}`);
  await running(page, group, 3);
  await running(page, group, 1, 90_000);

  // Up, then down, and never back: an activity that turned the other way would be flapping.
  const way = (await steps(page, group)).map((step) => {
    const [before, after] = step.split(">").map(Number);
    return Math.sign(after! - before!);
  });
  expect(way.join(" "), "the steps of the number").toMatch(/^(1 )+(-1 ?)+$/);
  expect(way.length).toBeLessThanOrEqual(5);
  await tab(page, "Scaling Rules").click();
  await page.getByRole("link", { name: "cpu-target" }).click();
  await expect(page.getByRole("list", { name: "What it did" }).getByText("Scaled Out").first()).toBeVisible();
  await expect(page.getByRole("list", { name: "What it did" }).getByText("Scaled In").first()).toBeVisible();
  await remove(page, group);
});

test("a server that is killed in mid-scale comes back to the right number, once", async ({ page, server, noise }) => {
  test.setTimeout(180_000);
  await signIn(page, "/scaling/groups");
  const [address, version] = await sampleImage(page);
  const group = await scalingGroup(page, {
    name: "killed",
    minimum: 0,
    maximum: 4,
    template: await template(page, address, version),
  });
  // The open page's streams break, and the browser says so.
  noise.expect(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
  await call(page, "scaling_group_scale", { id: group, adjustment: { Change: 4 } });
  await server.kill();
  await server.start();
  await open(page, `/scaling/groups/${group}`);
  await running(page, group, 4);
  await expect(page.getByRole("img", { name: "4 of 4 desired instances run; minimum 0, maximum 4" })).toBeVisible();
  const before = (await instances(page, group)).map((one) => one.id).sort();
  expect(await steps(page, group), "one activity says what happened").toEqual(["0>4"]);

  // And on the way down.
  await call(page, "scaling_group_scale", { id: group, adjustment: { To: 1 } });
  await server.kill();
  await server.start();
  await open(page, `/scaling/groups/${group}`);
  await running(page, group, 1);
  expect(before).toContain((await instances(page, group))[0]?.id);
  expect(await steps(page, group)).toEqual(["0>4", "4>1"]);
  await remove(page, group);
});

test("each instance answers on an EIP of its own, and gives it back when it goes", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "/scaling/groups");
  const [address, version] = await sampleImage(page);
  const what = await template(page, address, version, { ports: [{ port: 80, protocol: "Tcp" }] });
  const group = await scalingGroup(page, {
    name: "public",
    minimum: 2,
    maximum: 2,
    template: { ...what, eip: { Auto: { bandwidth_mbps: 50 } } },
  });
  await running(page, group, 2);
  const addresses = (await instances(page, group)).map((one) => one.public_ip);
  expect(new Set(addresses).size).toBe(2);
  for (const address of addresses) {
    await expect
      .poll(async () => (await fetch(`http://${address}/`).catch(() => undefined))?.status, { timeout: 20_000 })
      .toBe(200);
  }
  await remove(page, group);
  const filter = { region: "local", vpc: null, page: { page: 1, size: 100, sort: "", descending: false, search: "" } };
  const left = (await call(page, "eip_list", { filter })).page.items.map((eip: { address: string }) => eip.address);
  expect(left.filter((address: string) => addresses.includes(address))).toEqual([]);
});
