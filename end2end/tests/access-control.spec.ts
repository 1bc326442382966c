// W-01 A to C: buying an instance, making a repository in it, opening it to the public network; and who is let in.
import { call, row, signIn, tab } from "../support/actions.ts";
import { ask, buy, LOGIN, setLogin } from "../support/registry.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

test("W-01 A to C: an instance is bought, gets a repository, and is opened to the public network", async ({ page, server }) => {
  await signIn(page, "/");
  await setLogin(page);
  // Part A.
  await page.getByRole("navigation", { name: "Products", exact: true }).getByRole("link", { name: "Container Registry" }).click();
  await page.getByRole("link", { name: "Create Enterprise Edition Instance" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Container Registry" })).toBeVisible();
  await expect(page.getByLabel("Instance Type")).toHaveValue("Basic Edition");
  await page.getByLabel("Instance Name").fill("Eci");
  await page.getByRole("button", { name: "Buy Now" }).click();
  await expect(page.getByText(/“Eci” does not fit/)).toBeVisible();
  await page.getByLabel("Instance Name").fill("eci-autoscaling");
  await expect(page.getByLabel("Subscription Duration").getByRole("option")).toHaveText([
    "1 Month", "2 Months", "3 Months", "6 Months", "1 Year", "2 Years", "3 Years", "4 Years", "5 Years",
  ]);
  await page.getByLabel("Subscription Duration").selectOption("1 Month");
  await page.getByRole("button", { name: "Buy Now" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Confirm Order" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("eci-autoscaling");
  await page.getByRole("button", { name: "Pay" }).click();
  await expect(page.getByText("Accept the service agreement and the service level agreement.")).toBeVisible();
  await page.getByRole("checkbox", { name: /I have read/ }).check();
  await page.getByRole("button", { name: "Pay" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Payment" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("1.00");
  await expect(page.getByRole("main")).toContainText("10000.00 CNY");
  await page.getByRole("button", { name: "Complete Payment" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Instance List" })).toBeVisible();
  await expect(row(page, "eci-autoscaling")).toContainText("Basic Edition");

  // Part B.
  await page.getByRole("link", { name: "eci-autoscaling" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "eci-autoscaling" })).toBeVisible();
  const side = page.locator("#sidenav");
  await expect(side.getByRole("heading", { name: "Repository Management" })).toBeVisible();
  await side.getByRole("link", { name: "Image Repositories" }).click();
  await page.getByRole("link", { name: "Create Image Repository" }).first().click();
  await page.getByRole("button", { name: "Create Namespace" }).click();
  const naming = page.getByRole("dialog", { name: "Create Namespace" });
  await naming.getByRole("textbox", { name: "Namespace" }).fill("x-eci");
  await naming.getByRole("button", { name: "OK" }).click();
  await expect(naming).toBeHidden();
  await page.getByLabel("Repository Name").fill("Web");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText(/“Web” does not fit/)).toBeVisible();
  await page.getByLabel("Repository Name").fill("web");
  await page.getByLabel("Repository Type").selectOption("Private");
  await page.getByLabel("Summary").fill("test");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("Code Source")).toHaveValue("Local Repository");
  await page.getByRole("button", { name: "Create Image Repository" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "x-eci/web" })).toBeVisible();
  await side.getByRole("link", { name: "Image Repositories" }).click();
  await expect(row(page, "web")).toContainText("Private");

  // Part C. Until the entry is on, nobody comes in; with it, the default rule; without the rule, everybody with a password.
  const tags = "/v2/eci-autoscaling/x-eci/web/tags/list";
  expect(await ask(server, tags, "127.0.0.1")).toBe(403);
  await side.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("link", { name: "Please enable the network entry for access control first", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Access Control" })).toBeVisible();
  await tab(page, "Public Network").click();
  await page.getByRole("switch", { name: /Access Entry/ }).check();
  await page.getByRole("button", { name: "OK" }).click();
  const rule = row(page, "127.0.0.1/32");
  await expect(rule).toContainText("Default");
  expect(await ask(server, tags, "127.0.0.1")).toBe(200);
  expect(await ask(server, tags, "127.0.0.2")).toBe(403);

  await rule.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(rule).toHaveCount(0);
  expect(await ask(server, tags, "127.0.0.2")).toBe(200);
  expect(await ask(server, tags, "127.0.0.2", "Not-the-password-1")).toBe(401);
});

test("rules let in and keep out by source address, and what was refused is listed", async ({ page, server }) => {
  await signIn(page, "/registry/instances");
  await setLogin(page);
  const id = await buy(page, "guarded");
  await open(page, `/registry/instances/${id}/access-control`);
  await page.getByRole("switch", { name: /Access Entry/ }).check();
  await page.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "127.0.0.1/32")).toBeVisible();

  // Something to ask for: only a path that is there belongs to an instance.
  const namespace = await call(page, "namespace_create", { form: { instance: id, name: "x-eci" } });
  const form = { namespace, name: "web", visibility: "Private", summary: "", code_source: "Local Repository" };
  await call(page, "repository_create", { form });
  const path = "/v2/guarded/x-eci/web/tags/list";
  await page.getByRole("button", { name: "Add Rule" }).click();
  const dialog = page.getByRole("dialog", { name: "Add Rule" });
  await dialog.getByLabel("Address range").fill("127.0.0.3/8");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog.getByText(/127\.0\.0\.0\/8 does not/)).toBeVisible();
  await dialog.getByLabel("Address range").fill("127.0.0.3, 127.0.1.0/24");
  await dialog.getByLabel("Comment").fill("build runner");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "127.0.1.0/24")).toContainText("build runner");

  await page.getByLabel("Would this address be let in?").fill("127.0.1.77");
  await expect(page.getByRole("status").filter({ hasText: "Let in" })).toBeVisible();
  await page.getByLabel("Would this address be let in?").fill("203.0.113.7");
  await expect(page.getByRole("status").filter({ hasText: "Refused" })).toBeVisible();

  await row(page, "127.0.1.0/24").getByRole("button", { name: "Edit" }).click();
  const editing = page.getByRole("dialog", { name: "Edit Rule" });
  await editing.getByLabel("Comment").fill("office");
  await editing.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "127.0.1.0/24")).toContainText("office");

  for (const [from, status] of [["127.0.0.1", 200], ["127.0.0.3", 200], ["127.0.1.9", 200], ["127.0.0.2", 403]] as const) {
    expect(await ask(server, path, from), from).toBe(status);
  }
  expect(await ask(server, "/v2/guarded/x-eci/web/blobs/uploads/", "127.0.0.2", LOGIN, "POST")).toBe(403);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(row(page, "Not in the whitelist")).toContainText("127.0.0.2");
  await expect(row(page, "Not in the whitelist")).toContainText("2");

  for (const range of ["127.0.0.1/32", "127.0.1.0/24"]) {
    await row(page, range).getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
    await expect(row(page, range)).toHaveCount(0);
  }
  expect(await ask(server, path, "127.0.0.2")).toBe(200);
  expect(await ask(server, path, "127.0.0.2", "Not-the-password-1")).toBe(401);

  await tab(page, "VPC").click();
  await expect(row(page, "vpc-default")).toContainText("10.0.0.0/16");
});

test("Personal Edition: made once, limited, and reached from everywhere with its password", async ({ page, server }) => {
  await signIn(page, "/registry/instances");
  await page.getByRole("link", { name: "Instance of Personal Edition" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Instance of Personal Edition" })).toBeVisible();
  await page.getByRole("button", { name: "Create Instance" }).click();
  await expect(page.getByText("personal-admin").first()).toBeVisible();
  await page.getByRole("button", { name: "Reset Docker Login Password" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset Docker Login Password" });
  await dialog.getByLabel("New password").fill(LOGIN);
  await dialog.getByLabel("Confirm password").fill(LOGIN);
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();

  const side = page.locator("#sidenav");
  await side.getByRole("link", { name: "Namespace", exact: true }).click();
  await page.getByRole("button", { name: "Create Namespace" }).first().click();
  const naming = page.getByRole("dialog", { name: "Create Namespace" });
  await naming.getByRole("textbox", { name: "Namespace" }).fill("ess_eci_test_namespace");
  await naming.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "ess_eci_test_namespace")).toBeVisible();
  await side.getByRole("link", { name: "Repositories", exact: true }).click();
  await page.getByRole("link", { name: "Create Repository" }).first().click();
  await page.getByLabel("Repository Name").fill("ess_eci_test_repo");
  await page.getByLabel("Summary").fill("test");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Create Repository" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ess_eci_test_namespace/ess_eci_test_repo" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("/personal-admin/ess_eci_test_namespace/ess_eci_test_repo");
  const tags = "/v2/personal-admin/ess_eci_test_namespace/ess_eci_test_repo/tags/list";
  expect(await ask(server, tags, "127.0.0.9")).toBe(200);

  await page.getByRole("button", { name: "Edit" }).click();
  const editing = page.getByRole("dialog", { name: "Edit repository" });
  await editing.getByLabel("Repository Type").selectOption("Public");
  await editing.getByLabel("Summary").fill("for everybody");
  await editing.getByRole("button", { name: "OK" }).click();
  await expect(page.getByText("for everybody")).toBeVisible();
});

test("an instance is deleted by its name, with everything in it", async ({ page }) => {
  await signIn(page, "/registry/instances");
  const id = await buy(page, "short-lived");
  await open(page, `/registry/instances/${id}`);
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete instance short-lived?" });
  await expect(dialog.getByRole("button", { name: "Delete", exact: true })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel(/Type/).fill("short-lived");
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page).toHaveURL(/\/registry\/instances$/);
  await expect(row(page, "short-lived")).toHaveCount(0);
  await page.reload();
  await hydrated(page);
  await expect(row(page, "short-lived")).toHaveCount(0);
});
