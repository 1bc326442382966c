// Pictures of the registry, of buying an instance, and of the quota.
import { row, signIn } from "../support/actions.ts";
import { buy, setLogin } from "../support/registry.ts";
import { expect, open, test } from "../support/test.ts";
import { picture } from "./picture.ts";

test("pictures of registry, billing and quota", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  await open(page, "/registry/instances");
  const samples = await page.getByRole("link", { name: "samples" }).first().getAttribute("href");
  const bought = await buy(page, "eci-autoscaling");
  await setLogin(page);
  const instance = `/registry/instances/${bought}`;
  const shots = async (pages: [string, string][]) => {
    for (const [name, path] of pages) {
      await open(page, path);
      await picture(page, name);
    }
  };
  await shots([
    ["registry-instances", "/registry/instances"],
    ["registry-instance-create", "/registry/instances/create"],
    ["registry-instance", instance],
    ["registry-instance-text", `${instance}?tab=text`],
    ["registry-namespaces", `${instance}/namespaces`],
    ["registry-namespaces-samples", `${samples}/namespaces`],
    ["registry-repositories-empty", `${instance}/repositories`],
    ["registry-repositories", `${samples}/repositories`],
    ["registry-repository-create", `${instance}/repositories/create`],
    ["registry-access-control-off", `${instance}/access-control`],
    ["registry-access-control-vpc", `${instance}/access-control?tab=vpc`],
    ["registry-renew", `${instance}/renew`],
    ["registry-personal-none", "/registry/instances/personal"],
    ["quota", "/containers/quota"],
    ["billing-orders", "/billing/orders"],
  ]);
  await open(page, `${samples}/repositories`);
  const repository = await page.getByRole("main").getByRole("link", { name: "web" }).first().getAttribute("href");
  await shots([
    ["registry-repository", `${repository}`],
    ["registry-versions", `${repository}?tab=versions`],
    ["registry-repository-text", `${repository}?tab=text`],
  ]);

  await open(page, `${instance}/access-control`);
  await page.getByRole("switch", { name: /Access Entry/ }).check();
  await page.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "127.0.0.1/32")).toBeVisible();
  await picture(page, "registry-access-control");
  await page.getByRole("button", { name: "Add Rule" }).click();
  await picture(page, "registry-rule");
  await page.keyboard.press("Escape");

  await open(page, `${instance}/namespaces`);
  await page.getByRole("button", { name: "Create Namespace" }).first().click();
  await picture(page, "registry-namespace-create");
  await page.keyboard.press("Escape");
  await open(page, instance);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await picture(page, "registry-instance-delete");
  await page.keyboard.press("Escape");

  await open(page, "/registry/instances/personal");
  await page.getByRole("button", { name: "Create Instance" }).click();
  await expect(page.getByText("Basic Information")).toBeVisible();
  await picture(page, "registry-personal");

  await open(page, "/registry/instances/create");
  await page.getByLabel("Instance Name").fill("team-b");
  await page.getByRole("button", { name: "Buy Now" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Confirm Order" })).toBeVisible();
  await picture(page, "billing-confirm");
  await page.getByRole("checkbox", { name: /I have read/ }).check();
  await page.getByRole("button", { name: "Pay" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Payment" })).toBeVisible();
  await picture(page, "billing-payment");
  await open(page, "/containers/quota");
  await row(page, "vCPU").getByRole("button", { name: "Change Limit" }).click();
  await picture(page, "quota-change");
});
