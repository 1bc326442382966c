// What the order page offers, refuses and keeps.
import { row, signIn } from "../support/actions.ts";
import { expect, open, test } from "../support/test.ts";

test("containers share the group's size, and what is above it is refused", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await page.getByText("2 vCPU", { exact: true }).click();
  await page.getByText("8 GiB", { exact: true }).click();
  const fill = async (name: string, cpu: string, memory: string) => {
    await page.getByLabel("Container Name").fill(name);
    await page.getByLabel("Container Image").fill("nginx");
    await page.getByLabel("Image Version").fill("latest");
    await page.getByText("Advanced Settings", { exact: true }).click();
    await page.getByRole("spinbutton", { name: "CPU" }).fill(cpu);
    await page.getByRole("spinbutton", { name: "Memory" }).fill(memory);
  };
  await fill("first", "1", "4");
  await expect(page.getByText(/Highest for one container: 2 vCPU; sum of all containers: 1 vCPU/)).toBeVisible();
  await page.getByRole("button", { name: "Add Container" }).click();
  await expect(page.getByLabel("Container Name")).toHaveValue("container-2");
  await expect(page.getByLabel("Container Image")).toHaveValue("");
  await fill("second", "2", "4");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByText(/ask for 3 vCPU together, the group has 2/).first()).toBeVisible();
  await page.getByRole("spinbutton", { name: "CPU" }).fill("1");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page).toHaveURL(/step=other/);
  // What was typed is there when one comes back.
  await page.getByRole("button", { name: "Previous" }).click();
  await page.getByRole("button", { name: "first" }).click();
  await expect(page.getByLabel("Container Name")).toHaveValue("first");
  await expect(page.getByRole("spinbutton", { name: "Memory" })).toHaveValue("4");
});

test("a size from the containers is rounded up to the nearest spec", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await page.getByRole("switch", { name: /Size from the containers/ }).check();
  await page.getByRole("switch", { name: /Advanced Settings/ }).check();
  await page.getByRole("spinbutton", { name: "CPU" }).fill("7");
  await page.getByRole("spinbutton", { name: "Memory" }).fill("13");
  await expect(page.getByText("7 vCPU and 13 GiB are made and charged as 8vCPU 16GiB.")).toBeVisible();
});

test("a specified spec is filtered, chosen and ordered", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await page.getByText("Specified Spec", { exact: true }).click();
  const specs = page.getByRole("table", { name: "Specs" }).getByRole("row");
  await expect(specs).toHaveCount(11);
  await page.getByLabel("vCPU", { exact: true }).selectOption("2");
  await expect(specs).toHaveCount(3);
  await page.getByLabel("Spec Name").fill("large.2");
  await expect(specs).toHaveCount(2);
  await page.getByLabel("Type", { exact: true }).selectOption("Memory Optimised");
  await expect(page.getByText("No spec fits these filters on this installation.")).toBeVisible();
  await page.getByLabel("Type", { exact: true }).selectOption("General");
  await page.getByRole("radio", { name: "Choose s7.large.2" }).check();
  await page.getByLabel("Instance Name").fill("eci-specified");
  await page.getByLabel("Container Image").fill("nginx");
  await page.getByLabel("Image Version").fill("latest");
  await expect(page.getByRole("button", { name: "Select Image Version" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByText("You have set 0 tags, you can still add 20")).toBeVisible();
  await page.getByLabel("Tag key").fill("Group");
  await page.getByLabel("Tag value").fill("Web");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("You have set 1 tag, you can still add 19")).toBeVisible();
  await page.getByRole("button", { name: "Confirm Order" }).click();
  await expect(page.getByRole("main").getByText("2vCPU 4GiB")).toBeVisible();
  await page.getByRole("checkbox", { name: /agreement/i }).check();
  await page.getByRole("button", { name: "Submit Order" }).click();
  const made = row(page, "eci-specified");
  await expect(made).toContainText("2vCPU 4GiB");
  await expect(made).toContainText("Group:Web");
});

test("an image is selected from the registry with its version", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await page.getByRole("button", { name: "Select Image", exact: true }).click();
  const picker = page.getByRole("dialog", { name: "Select Image" });
  await expect(picker.getByRole("button", { name: "OK" })).toHaveAttribute("aria-disabled", "true");
  await picker.getByLabel("Registry Instance").selectOption({ label: "samples" });
  await picker.getByRole("row").filter({ hasText: "eci_open/web" }).getByRole("radio").check();
  await picker.getByRole("button", { name: "OK" }).click();
  await expect(page.getByLabel("Container Image")).toHaveValue(/samples\/eci_open\/web$/);
  await page.getByRole("button", { name: "Select Image Version" }).click();
  const versions = page.getByRole("dialog", { name: "Select Image Version" });
  await versions.getByRole("radio").first().check();
  await versions.getByRole("button", { name: "OK" }).click();
  await expect(page.getByLabel("Image Version")).not.toHaveValue("");
});

test("with many containers their tabs wrap, and one more can be added with the mouse", async ({ page }) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await signIn(page, "/containers/groups/create");
  const add = page.getByRole("button", { name: "Add Container" });
  const tabs = page.getByRole("navigation", { name: "Containers" }).getByRole("button", { name: /^container-/ });
  for (let count = 2; count <= 12; count++) {
    // A real click: it fails where something lies over the button.
    await add.click();
    await expect(tabs).toHaveCount(count);
  }
  const form = await page.getByRole("form", { name: "Basic Configuration" }).boundingBox();
  const summary = await page.getByRole("complementary").boundingBox();
  expect(form!.x + form!.width, "the form ends where the summary begins").toBeLessThanOrEqual(summary!.x);
});

test("the way back after an order leads to before it, and never to an empty last step", async ({ page }) => {
  await signIn(page, "/containers/groups");
  await page.getByRole("link", { name: "Create Elastic Container Group" }).first().click();
  await page.getByLabel("Instance Name").fill("ordered-once");
  await page.getByLabel("Container Image").fill("nginx");
  await page.getByLabel("Image Version").fill("latest");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByRole("button", { name: "Confirm Order" }).click();
  await page.getByRole("checkbox", { name: /agreement/i }).check();
  await page.getByRole("button", { name: "Submit Order" }).click();
  await expect(row(page, "ordered-once")).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("Instance Name")).toBeVisible();
  await expect(page).toHaveURL(/\/create$/);
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
  await open(page, "/containers/groups/create?step=confirm");
  await expect(page.getByLabel("Instance Name")).toBeVisible();
});

test("leaving a filled-in order asks", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await page.getByLabel("Instance Name").fill("eci-unfinished");
  await page.getByRole("link", { name: "Container Groups" }).first().click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByLabel("Instance Name")).toHaveValue("eci-unfinished");
  await page.getByRole("link", { name: "Container Groups" }).first().click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Container Groups" })).toBeVisible();
});

test("the browser's way back out of a changed form asks too", async ({ page }) => {
  await signIn(page, "/containers/groups");
  await page.getByRole("link", { name: "Create Elastic Container Group" }).first().click();
  const name = page.getByLabel("Instance Name");
  await name.fill("eci-unfinished");
  await page.goBack();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(page).toHaveURL(/\/containers\/groups\/create/);
  await expect(name).toHaveValue("eci-unfinished");
  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/containers\/groups(\?.*)?$/);
  await expect(page.getByRole("heading", { level: 1, name: "Container Groups" })).toBeVisible();
});
