// W-01 A, B, C, E and F in one go, with real containers: from an instance that is bought to the one that appears by itself.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { call, row, signIn, tab } from "../support/actions.ts";
import { makeImage, push } from "../support/image.ts";
import { ask, LOGIN, setLogin } from "../support/registry.ts";
import { expect, test } from "../support/test.ts";

test("W-01: an instance is bought and opened, an image pushed, and a scaling group runs it", async ({ page, server }) => {
  test.setTimeout(180_000);
  await signIn(page, "/");
  await setLogin(page);
  const products = page.getByRole("navigation", { name: "Products", exact: true });
  const side = page.locator("#sidenav");

  await test.step("A: the instance is bought", async () => {
    await products.getByRole("link", { name: "Container Registry" }).click();
    await page.getByRole("link", { name: "Create Enterprise Edition Instance" }).click();
    await page.getByLabel("Instance Name").fill("eci-autoscaling");
    await page.getByRole("button", { name: "Buy Now" }).click();
    await page.getByRole("checkbox", { name: /I have read/ }).check();
    await page.getByRole("button", { name: "Pay" }).click();
    await page.getByRole("button", { name: "Complete Payment" }).click();
    await row(page, "eci-autoscaling").getByRole("link", { name: "eci-autoscaling" }).click();
  });

  await test.step("B: it gets a repository", async () => {
    await side.getByRole("link", { name: "Image Repositories" }).click();
    await page.getByRole("link", { name: "Create Image Repository" }).first().click();
    await page.getByRole("button", { name: "Create Namespace" }).click();
    const naming = page.getByRole("dialog", { name: "Create Namespace" });
    await naming.getByRole("textbox", { name: "Namespace" }).fill("x-eci");
    await naming.getByRole("button", { name: "OK" }).click();
    await expect(naming).toBeHidden();
    await page.getByLabel("Repository Name").fill("web");
    await page.getByLabel("Summary").fill("test");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Create Image Repository" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "x-eci/web" })).toBeVisible();
  });

  const layout = makeImage("Hello from the walkthrough");
  const image = `${new URL(server.url).host}/eci-autoscaling/x-eci/web`;
  await test.step("C: the public network is let in", async () => {
    expect(() => push(layout, `${image}:1`, "admin", LOGIN)).toThrow(/denied|403 \(Forbidden\)/);
    await side.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("link", { name: "Please enable the network entry for access control first", exact: true }).click();
    await tab(page, "Public Network").click();
    await page.getByRole("switch", { name: /Access Entry/ }).check();
    await page.getByRole("button", { name: "OK" }).click();
    await row(page, "127.0.0.1/32").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
    await expect(row(page, "127.0.0.1/32")).toHaveCount(0);
    expect(await ask(server, "/v2/eci-autoscaling/x-eci/web/tags/list", "127.0.0.2", "Not-the-password-1")).toBe(401);
    push(layout, `${image}:1`, "admin", LOGIN);
    rmSync(dirname(layout), { recursive: true });
    await side.getByRole("link", { name: "Image Repositories" }).click();
    await row(page, "web").getByRole("link", { name: "Manage" }).click();
    await tab(page, "Image Versions").click();
    await expect(row(page, "sha256:")).toContainText("1");
  });

  await test.step("E: a scaling group of one or two", async () => {
    await products.getByRole("link", { name: "Auto Scaling" }).click();
    await page.getByRole("link", { name: "Create an ECI scaling group" }).click();
    await page.getByLabel("Scaling Group Name").fill("eci_scaling_group");
    for (const [bound, number] of Object.entries({ Minimum: "1", Maximum: "2" })) {
      const field = page.getByLabel(`${bound} Number of Instances`, { exact: true });
      await field.fill(number);
      await field.blur();
    }
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "eci_scaling_group" })).toBeVisible();
  });

  await test.step("F: its configuration runs the pushed image", async () => {
    await page.getByRole("link", { name: "Create and enable a scaling configuration" }).click();
    await page.getByRole("button", { name: "Select Container Image" }).click();
    const picker = page.getByRole("dialog", { name: "Select Container Image" });
    await picker.getByRole("row").filter({ hasText: "eci-autoscaling/x-eci/web" }).getByRole("radio").check();
    await picker.getByRole("button", { name: "OK" }).click();
    await page.getByRole("button", { name: "Select Image Version" }).click();
    const versions = page.getByRole("dialog", { name: "Select Image Version" });
    await versions.getByRole("row").filter({ hasText: "sha256:" }).getByRole("radio").check();
    await versions.getByRole("button", { name: "OK" }).click();
    await page.getByRole("main").getByRole("button", { name: "Enable", exact: true }).click();
    await expect(page.getByRole("link", { name: /^Automatically Created 1/ })).toHaveAttribute("aria-current", "true");
    const instances = page.getByRole("table", { name: /^Instances/ }).getByRole("row").filter({ hasText: "Running" });
    await expect(instances).toHaveCount(1, { timeout: 60_000 });
  });

  await test.step("the instance serves what was pushed", async () => {
    const instances = page.getByRole("table", { name: /^Instances/ });
    await instances.getByRole("row").filter({ hasText: "Running" }).getByRole("link").first().click();
    await page.waitForURL(/\/containers\/groups\//);
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const { row: group } = await call(page, "container_group_view", { id });
    const served = async () => (await fetch(`http://${group.private_ip}/`)).text();
    await expect.poll(() => served().catch(String), { timeout: 20_000 }).toBe("Hello from the walkthrough");
  });
});
