// The registry's pages: instances, namespaces, repositories.
import { row, signIn, tab } from "../support/actions.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

test("instances are listed with their addresses, and the built-in one cannot be changed", async ({ page }) => {
  await signIn(page, "/registry/instances");
  await expect(row(page, "default")).toContainText(/127\.0\.0\.1:\d+\/default/);
  await expect(row(page, "samples")).toContainText("Built-in");
  await page.getByRole("link", { name: "samples" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "samples" })).toBeVisible();
  await page.getByRole("link", { name: "Image Repositories" }).first().click();
  await expect(page.getByRole("button", { name: "Create Image Repository" })).toHaveAttribute("aria-disabled", "true");
  await row(page, "web").getByRole("link", { name: "Manage" }).click();
  await tab(page, "Image Versions").click();
  await expect(row(page, "sha256:").first()).toContainText("linux/amd64");
});

test("an instance and a repository are there as YAML and JSON", async ({ page }) => {
  await signIn(page, "/registry/instances");
  await page.getByRole("link", { name: "samples" }).click();
  await tab(page, "YAML").click();
  await expect(page.getByText(/vpcEndpoint: registry-vpc\.internal\/samples/)).toBeVisible();
  await page.getByRole("link", { name: "Image Repositories" }).first().click();
  await row(page, "web").getByRole("link", { name: "Manage" }).click();
  await tab(page, "YAML").click();
  await expect(page.getByText(/namespace: eci_open/)).toBeVisible();
  await page.getByRole("radio", { name: "JSON" }).check();
  await expect(page.getByText(/"namespace": "eci_open"/)).toBeVisible();
});

test("an instance makes repositories on push until that is turned off", async ({ page }) => {
  await signIn(page, "/registry/instances");
  await page.getByRole("link", { name: "default" }).click();
  await expect(page.getByText("On: a push makes a private repository in a namespace that is there")).toBeVisible();
  await page.getByRole("button", { name: "Turn Off" }).click();
  await expect(page.getByText("Off: a push to a repository that is not there is refused")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Off: a push to a repository that is not there is refused")).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Turn On" }).click();
  await expect(page.getByText("On: a push makes a private repository")).toBeVisible();
  await open(page, "/registry/instances");
  await page.getByRole("link", { name: "samples" }).click();
  await expect(page.getByText("Off: nobody pushes here")).toBeVisible();
});

test("a namespace and a repository are made, described and deleted", async ({ page }) => {
  await signIn(page, "/registry/instances");
  await page.getByRole("link", { name: "default" }).click();
  await page.getByRole("link", { name: "Namespaces" }).first().click();
  await page.getByRole("button", { name: "Create Namespace" }).first().click();
  const naming = page.getByRole("dialog", { name: "Create Namespace" });
  await naming.getByRole("textbox", { name: "Namespace" }).fill("Team");
  await naming.getByRole("button", { name: "OK" }).click();
  await expect(naming.getByText(/“Team” does not fit/)).toBeVisible();
  await naming.getByRole("textbox", { name: "Namespace" }).fill("ess_eci_test_namespace");
  await naming.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "ess_eci_test_namespace")).toBeVisible();

  await page.getByRole("link", { name: "Image Repositories" }).first().click();
  await page.getByRole("link", { name: "Create Image Repository" }).first().click();
  await page.getByLabel("Repository Name").fill("ess_eci_test_repo");
  await page.getByLabel("Summary").fill("test");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("Code Source")).toHaveValue("Local Repository");
  await page.getByRole("button", { name: "Create Image Repository" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ess_eci_test_namespace/ess_eci_test_repo" })).toBeVisible();
  await expect(page.getByText(/docker push .*\/default\/ess_eci_test_namespace\/ess_eci_test_repo:TAG/)).toBeVisible();
  await tab(page, "Image Versions").click();
  await expect(page.getByText("No versions yet")).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(page).toHaveURL(/\/repositories$/);
  await page.getByRole("link", { name: "Namespaces" }).first().click();
  await row(page, "ess_eci_test_namespace").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(row(page, "ess_eci_test_namespace")).toHaveCount(0);
});
