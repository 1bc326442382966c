// W-44: the quota page, what moves its figures, and what happens at a limit.
import { call, order, row, signIn } from "../support/actions.ts";
import { Server } from "../support/server.ts";
import { expect, open, test } from "../support/test.ts";

async function used(page: import("@playwright/test").Page, counter: string): Promise<number> {
  const rows = await call(page, "quota_list", { region: "local" });
  return rows.find((row: { entitlement: string }) => row.entitlement === counter).used;
}

// Other tests of a worker share its server and move the same figures: this one has a server of its own.
test("W-44: the page shows used and upper limit, and groups move them", async ({ page }) => {
  const own = new Server("simulated");
  await own.start();
  try {
    await signIn(page, `${own.url}/containers/groups`);
    await page.locator("#sidenav").getByRole("link", { name: "Entitlement Quota" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Entitlement Quota" })).toBeVisible();
    const vcpu = page.getByRole("table", { name: "Elastic Containers" }).getByRole("row").filter({ hasText: "vCPU" });
    await expect(vcpu).toContainText("0 vCPU");
    await expect(vcpu).toContainText("256 vCPU");
    for (const table of await page.getByRole("main").getByRole("table").all()) {
      expect(await table.getByRole("row").count(), "no table is a heading alone").toBeGreaterThan(1);
    }
    const id = await order(page, { name: "counted", images: [["nginx", "latest"]] });
    await expect(vcpu).toContainText("1 vCPU");
    await call(page, "container_group_unsubscribe", { id });
    await expect(vcpu).toContainText("0 vCPU");
    expect(await used(page, "vpcs")).toBe(1);
  } finally {
    await page.goto("about:blank");
    await own.remove();
  }
});

test("the administrator lowers a limit, and it is refused at the order page and at the command", async ({ page, noise }) => {
  noise.expect(/Failed to load resource/);
  const own = new Server("simulated");
  await own.start();
  try {
    await signIn(page, `${own.url}/containers/quota`);
    const there = await used(page, "registry_instances");
    const instances = row(page, "Registry instances");
    await instances.getByRole("button", { name: "Change Limit" }).click();
    const dialog = page.getByRole("dialog", { name: "Change Limit: Registry instances" });
    await dialog.getByLabel("Upper Limit").fill("many");
    await dialog.getByRole("button", { name: "OK" }).click();
    await expect(dialog.getByText(/whole number/)).toBeVisible();
    await dialog.getByLabel("Upper Limit").fill(String(there));
    await dialog.getByRole("button", { name: "OK" }).click();
    await expect(instances).toContainText("Full");
    await expect(instances).toContainText("default 20");

    await open(page, `${own.url}/registry/instances/create`);
    await expect(page.getByText(new RegExp(`quota of ${there} registry instances; ${there} are used`)).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Buy Now" })).toHaveAttribute("aria-disabled", "true");
    const form = { region: "local", instance_type: "Basic Edition", name: "one-more", duration: "OneMonth" };
    await expect(call(page, "instance_order", { form })).rejects.toThrow(/QuotaExceeded/);

    await open(page, `${own.url}/containers/quota`);
    await instances.getByRole("button", { name: "Change Limit" }).click();
    await dialog.getByRole("button", { name: "Back to Default" }).click();
    await expect(instances).toContainText("Room");
    await call(page, "instance_order", { form });
  } finally {
    await page.goto("about:blank");
    await own.remove();
  }
});
