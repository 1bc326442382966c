// Scaling groups through the server functions that the pages call, and as people make them.
import { expect, type Page } from "@playwright/test";
import { call } from "./actions.ts";
import type { Say } from "./words.ts";

export interface GroupSketch {
  name: string;
  minimum: number;
  maximum: number;
  cooldown?: number;
  /** With one, the group is enabled. */
  template?: unknown;
}

/** What an instance is: one container of this image, with the region's first security group. */
export async function template(page: Page, address: string, version: string, more: object = {}) {
  const options = await call(page, "container_group_order_options", { region: "local" });
  return {
    security_group: options.vpcs[0].security_groups[0][0],
    size: { Basic: { vcpu: 1, gib: 2 } },
    restart_policy: "Always",
    containers: [{ name: "main", image: { Address: address }, version, ...more }],
    grace_seconds: 1,
  };
}

/** Makes a scaling group in the first vSwitch of the region, and returns its id. */
export async function scalingGroup(page: Page, sketch: GroupSketch): Promise<string> {
  const options = await call(page, "scaling_group_options", { region: "local" });
  const vpc = options.vpcs[0];
  const id: string = await call(page, "scaling_group_create", {
    form: {
      region: "local",
      name: sketch.name,
      group_type: "Eci",
      source: "CreateFromScratch",
      settings: {
        minimum: sketch.minimum,
        maximum: sketch.maximum,
        cooldown_seconds: sketch.cooldown ?? 0,
        removal: { first: "OldestConfiguration", then: "OldestInstance" },
        replace_unhealthy: true,
      },
      desired: null,
      vpc: vpc.id,
      subnets: [vpc.subnets[0].id],
    },
  });
  if (sketch.template) {
    await call(page, "scaling_configuration_create_and_enable", { group: id, template: sketch.template });
  }
  return id;
}

/** **Create an ECI scaling group** of at least one and at most two instances, by its form; its page is shown then. */
export async function createScaling(page: Page, say: Say, name: string) {
  const products = page.getByRole("navigation", { name: say("console", "products"), exact: true });
  await products.getByRole("link", { name: say("kinds", "product-scaling") }).click();
  await page.getByRole("link", { name: say("scaling", "create-eci-group") }).click();
  await expect(page.getByRole("radio", { name: say("kinds", "source-create-from-scratch") })).toBeChecked();
  await page.getByLabel(say("scaling", "group-name")).fill(name);
  await page.getByLabel(say("scaling", "group-type")).selectOption("ECI");
  for (const [bound, number] of [["minimum-number", "1"], ["maximum-number", "2"]] as const) {
    const field = page.getByLabel(say("scaling", bound), { exact: true });
    await field.fill(number);
    await field.blur();
  }
  await page.getByRole("button", { name: say("scaling", "create"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  // It does not know what an instance is yet.
  await expect(page.getByRole("main").getByText(say("kinds", "scaling-state-disabled"), { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: say("scaling", "enable"), exact: true })).toHaveAttribute("aria-disabled", "true");
}

/** **Create and enable a scaling configuration** with the version that was pushed to a repository; one instance appears by itself. */
export async function runsPushed(page: Page, say: Say, repository: string) {
  const main = page.getByRole("main");
  await page.getByRole("link", { name: say("scaling", "create-and-enable") }).click();
  await expect(page.getByRole("heading", { name: say("containers", "container-configuration") })).toBeVisible();
  await page.getByRole("button", { name: say("containers", "select-container-image") }).click();
  const picker = page.getByRole("dialog", { name: say("containers", "select-container-image") });
  await expect(picker.getByRole("tab", { name: say("containers", "enterprise-image") })).toHaveAttribute("aria-selected", "true");
  await picker.getByRole("row").filter({ hasText: repository }).getByRole("radio").check();
  await picker.getByRole("button", { name: say("ui", "ok") }).click();
  await expect(page.getByLabel(say("containers", "image"), { exact: true })).toHaveValue(new RegExp(repository));
  await page.getByRole("button", { name: say("containers", "select-image-version") }).click();
  const versions = page.getByRole("dialog", { name: say("containers", "select-image-version") });
  await versions.getByRole("row").filter({ hasText: "sha256:" }).getByRole("radio").check();
  await versions.getByRole("button", { name: say("ui", "ok") }).click();
  await main.getByRole("button", { name: say("scaling", "enable"), exact: true }).click();

  await expect(page).toHaveURL(/tab=instances/);
  const automatic = new RegExp(`^${say("kinds", "origin-automatically-created")} ?1`);
  await expect(page.getByRole("link", { name: automatic })).toHaveAttribute("aria-current", "true");
  const instances = page.getByRole("table", { name: new RegExp(`^${say("scaling", "instances")}`) }).getByRole("row");
  await expect(instances.filter({ hasText: say("kinds", "state-running") })).toHaveCount(1, { timeout: 60_000 });
  await expect(main.getByText(say("kinds", "scaling-state-enabled"), { exact: true }).first()).toBeVisible();
}
