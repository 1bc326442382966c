// Who is let in to an instance, what the Personal Edition is, and what deleting an instance takes. Buying one is in W-01.
import { call, row, signIn, tab } from "../support/actions.ts";
import { ask, buy, LOGIN, setLogin } from "../support/registry.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

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
