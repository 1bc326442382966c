// Auto Scaling: groups by form and by YAML, configurations, instances, rules. The walkthroughs W-03 and W-04; W-01 is among those with real containers.
import { type Page } from "@playwright/test";
import { call, order, row, signIn, tab } from "../support/actions.ts";
import { expect, open, test } from "../support/test.ts";
import { scalingGroup, template } from "../support/scaling.ts";

/** The state beside the heading. */
function beside(page: Page, state: string) {
  return page.getByRole("main").getByText(state, { exact: true }).first();
}

/** Waits until so many instances of the tab that is shown run. */
async function running(page: Page, count: number) {
  const rows = page.getByRole("table", { name: /^Instances/ }).getByRole("row").filter({ hasText: "Running" });
  await expect(rows).toHaveCount(count, { timeout: 30_000 });
}

async function setNumber(page: Page, label: string, number: number) {
  await page.getByLabel(label, { exact: true }).fill(String(number));
  await page.getByLabel(label, { exact: true }).blur();
}

test("W-03: a group by YAML, with faults at their lines", async ({ page, noise }) => {
  // The browser notes the refusal that is provoked here.
  noise.expect(/422 .*scaling_group_create_by_yaml/);
  await signIn(page, "/scaling/groups");
  await page.getByRole("link", { name: "Create", exact: true }).click();
  await page.getByRole("link", { name: "Create by YAML File" }).click();
  const editor = page.getByLabel("Deployment as YAML");
  await expect(editor).toHaveValue(/kind: Deployment/);
  await expect(page.getByText("The file can be created.")).toBeVisible();
  const sample = await editor.inputValue();

  // Without its image nothing is made, and the line that lacks it is named.
  const lines = sample.split("\n");
  await editor.fill(lines.filter((line) => !/^\s*(- )?image:/.test(line)).join("\n"));
  await expect(page.getByRole("status", { name: "Faults" })).toContainText(/Line \d+.*image/i);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /image/i })).toBeVisible();
  expect((await call(page, "scaling_group_list", { filter: { region: "local" } })).page.items.map((group: { name: string }) => group.name)).not.toContain(
    "ess-eci-test",
  );

  // A fault of the text itself.
  await editor.fill("kind: [Deployment");
  await expect(page.getByRole("status", { name: "Faults" })).toContainText(/Line \d.*This is no YAML/);

  await page.getByRole("button", { name: "Use the sample" }).click();
  await page.getByRole("button", { name: "Format" }).click();
  await expect(page.getByText("The file can be created.")).toBeVisible();
  await expect(page.getByRole("complementary")).toContainText("0 to 5");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ess-eci-test" })).toBeVisible();
  await expect(page.getByRole("img", { name: "0 of 0 desired instances run; minimum 0, maximum 5" })).toBeVisible();
  await tab(page, "Instances").click();
  await expect(page.getByText("No instances", { exact: true })).toBeVisible();
});

test("W-04: a group by form, a configuration by preview, Apply, and back to the older one", async ({ page }) => {
  await signIn(page, "/scaling/groups/create");
  await page.getByLabel("Scaling Group Name").fill("ess-eci-form");
  await setNumber(page, "Minimum Number of Instances", 0);
  await setNumber(page, "Maximum Number of Instances", 5);
  const places = page.getByRole("group", { name: /Select VSwitch/ }).getByRole("checkbox");
  for (const place of await places.all()) await place.check();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ess-eci-form" })).toBeVisible();

  await page.getByRole("navigation", { name: "Auto Scaling" }).getByRole("link", { name: "Scaling Groups" }).click();
  await row(page, "ess-eci-form").getByRole("link", { name: "Details" }).click();
  await tab(page, "Instance Configuration Sources").click();
  await expect(page.getByRole("heading", { name: "Scaling Configurations", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Create Scaling Configuration" }).click();
  await expect(page.getByRole("group", { name: "Billing Method" })).toContainText("Pay-As-You-Go");
  await page.getByLabel("Container Name").fill("nginx");
  await page.getByRole("button", { name: "Preview Scaling Configuration" }).click();
  await expect(page.getByLabel("Image", { exact: true })).toHaveAttribute("aria-invalid", "true");

  await page.getByRole("button", { name: "Select Container Image" }).click();
  const picker = page.getByRole("dialog", { name: "Select Container Image" });
  await picker.getByRole("tab", { name: "Image Address" }).click();
  await picker.getByLabel("Address").fill("registry-vpc.cn-hangzhou.aliyuncs.com/eci_open/nginx");
  await picker.getByRole("button", { name: "OK" }).click();
  await page.getByLabel("Image Version").fill("latest");
  await page.getByRole("button", { name: "Preview Scaling Configuration" }).click();
  const preview = page.getByRole("dialog", { name: "Preview Scaling Configuration" });
  await expect(preview).toContainText("registry-vpc.cn-hangzhou.aliyuncs.com/eci_open/nginx:latest");
  await preview.getByRole("button", { name: "Create", exact: true }).click();
  await expect(preview).toContainText("Version 1 was created.");
  await preview.getByRole("button", { name: "Enable", exact: true }).click();
  await expect(beside(page, "Enabled")).toBeVisible();

  // Edit makes the next version; nothing is changed in place.
  await tab(page, "Instance Configuration Sources").click();
  await row(page, "Version 1").getByRole("link", { name: "Edit" }).click();
  await expect(page.getByText("Filled in from version 1.")).toBeVisible();
  await expect(page.getByLabel("Container Name")).toHaveValue("nginx");
  await page.getByLabel("Image Version").fill("1.27");
  await page.getByRole("button", { name: "Preview Scaling Configuration" }).click();
  await preview.getByRole("button", { name: "Create", exact: true }).click();
  await expect(preview).toContainText("Version 2 was created.");
  await preview.getByRole("button", { name: "Later" }).click();
  await expect(row(page, "Version 1")).toContainText("Active");
  await row(page, "Version 2").getByRole("button", { name: "Apply" }).click();
  await expect(row(page, "Version 2")).toContainText("Active");
  await expect(row(page, "Version 1")).toContainText("Inactive");
  await row(page, "Version 2").getByRole("button", { name: /More actions/ }).click();
  await page.getByRole("menuitem", { name: "Compare" }).click();
  const compare = page.getByRole("dialog", { name: "Compare versions" });
  await expect(compare.getByRole("listitem").filter({ hasText: "removed" })).toContainText("nginx:latest");
  await expect(compare.getByRole("listitem").filter({ hasText: "added" })).toContainText("nginx:1.27");
  await compare.getByRole("button", { name: "Close" }).last().click();
  // Going back is applying the older one; exactly one is active.
  await row(page, "Version 1").getByRole("button", { name: "Apply" }).click();
  await expect(row(page, "Version 1")).toContainText("Active");
  await expect(page.getByRole("table", { name: "Scaling configurations" }).getByText("Active", { exact: true })).toHaveCount(1);
});

test("the number is changed by hand, and an instance can be protected and removed", async ({ page }) => {
  await signIn(page);
  const id = await scalingGroup(page, { name: "by-hand", minimum: 0, maximum: 3, template: await template(page, "nginx", "latest") });
  await open(page, `/scaling/groups/${id}`);
  await page.getByRole("button", { name: "Scale Out" }).click();
  const out = page.getByRole("dialog", { name: "Scale Out" });
  await out.getByLabel("Instances to add").fill("4");
  await expect(out.getByRole("alert")).toContainText("0 to 3");
  await expect(out.getByRole("button", { name: "OK" })).toHaveAttribute("aria-disabled", "true");
  await out.getByLabel("Instances to add").fill("2");
  await out.getByRole("button", { name: "OK" }).click();
  await running(page, 2);

  const table = page.getByRole("table", { name: /^Instances/ });
  const first = table.getByRole("row").filter({ hasText: "Running" }).first();
  await first.getByRole("button", { name: /More actions/ }).click();
  await page.getByRole("menuitem", { name: "Protect" }).click();
  const guarded = table.getByRole("row").filter({ hasText: "Protected" });
  await expect(guarded).toHaveCount(1);
  const name = (await guarded.getByRole("link").first().textContent())!.trim();
  await expect(guarded.getByRole("button", { name: "Remove" })).toHaveAttribute("aria-disabled", "true");

  await page.getByRole("button", { name: "Scale In" }).click();
  await page.getByRole("dialog", { name: "Scale In" }).getByRole("button", { name: "OK" }).click();
  await running(page, 1);
  await expect(row(page, name)).toContainText("Running");

  await row(page, name).getByRole("button", { name: /More actions/ }).click();
  await page.getByRole("menuitem", { name: "Lift Protection" }).click();
  await expect(guarded).toHaveCount(0);
  await row(page, name).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "Remove" }).click();
  await expect(row(page, name)).toHaveCount(0, { timeout: 30_000 });
  await tab(page, "Scaling Activities").click();
  for (const kind of ["Scale Out", "Scale In", "Remove"]) {
    await expect(row(page, kind).first()).toContainText("Successful", { timeout: 30_000 });
  }
});

test("a container group is attached and detached", async ({ page }) => {
  await signIn(page);
  const instance = await order(page, { name: "stranger", images: [["nginx", "latest"]] });
  const id = await scalingGroup(page, { name: "with-strangers", minimum: 0, maximum: 2, template: await template(page, "nginx", "latest") });
  await open(page, `/scaling/groups/${id}?origin=manual`);
  await expect(page.getByText("No instances were added by hand")).toBeVisible();
  await page.getByRole("button", { name: "Attach Instance" }).click();
  const picker = page.getByRole("dialog", { name: "Attach Instance" });
  await picker.getByRole("row").filter({ hasText: "stranger" }).getByRole("radio").check();
  await picker.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "stranger")).toContainText("Running");
  await row(page, "stranger").getByRole("button", { name: "Detach" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "Detach" }).click();
  await expect(row(page, "stranger")).toHaveCount(0);
  expect((await call(page, "container_group_view", { id: instance })).row.state).toBe("Running");
});

test("rules: scheduled with its next runs, steps, a target, and what is refused", async ({ page }) => {
  await signIn(page);
  const id = await scalingGroup(page, { name: "by-rule", minimum: 0, maximum: 4, template: await template(page, "nginx", "latest") });
  await open(page, `/scaling/groups/${id}?tab=rules`);
  await page.getByRole("link", { name: "Create Scaling Rule" }).click();
  await page.getByLabel("Scaling Rule Name").fill("mornings");
  await page.getByRole("radio", { name: /Scheduled Scaling Rule/ }).check();
  await page.getByLabel("Cron Expression").fill("* * *");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByLabel("Cron Expression")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Cron Expression").fill("0 8 * * 1-5");
  await expect(page.getByRole("list", { name: "Next runs" }).getByRole("listitem")).toHaveCount(5);
  await page.getByLabel("Kind of change").selectOption("to");
  await page.getByRole("textbox", { name: "Change" }).or(page.getByRole("spinbutton", { name: "Change" })).fill("2");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(row(page, "mornings")).toContainText("set to 2");
  await expect(row(page, "mornings")).toContainText(/08:00:00/);

  // What a rule does can be done by hand.
  await row(page, "mornings").getByRole("button", { name: "Execute" }).click();
  await tab(page, "Instances").click();
  await running(page, 2);

  await open(page, `/scaling/groups/${id}/rules/create`);
  await page.getByLabel("Scaling Rule Name").fill("cpu-target");
  await page.getByLabel("Target", { exact: true }).fill("101");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText(/at most 100 %, not 101/).first()).toBeVisible();
  await page.getByLabel("Target", { exact: true }).fill("50");
  await setNumber(page, "Evaluation Period", 1);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(row(page, "cpu-target")).toContainText("CPU Usage");
  await expect(row(page, "cpu-target").getByRole("button", { name: "Execute" })).toHaveAttribute("aria-disabled", "true");

  await page.getByRole("link", { name: "Create Scaling Rule" }).click();
  await page.getByLabel("Scaling Rule Name").fill("steps");
  await page.getByRole("radio", { name: /Step Scaling Rule/ }).check();
  await page.getByRole("button", { name: "Add Step" }).click();
  await expect(page.getByLabel(/Step 3 begins/)).toBeVisible();
  await page.getByLabel(/Step 2 begins/).fill("0");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText(/Steps begin further and further/).first()).toBeVisible();
  await page.getByLabel(/Step 2 begins/).fill("20");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(row(page, "steps")).toContainText("past it");

  // The page of a rule shows what it saw.
  await row(page, "cpu-target").getByRole("link", { name: "cpu-target" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "cpu-target" })).toBeVisible();
  await expect(page.getByRole("figure").filter({ hasText: "CPU Usage" })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await expect(page.getByLabel("Target", { exact: true })).toHaveValue("50");
  await page.getByRole("link", { name: "Cancel" }).click();
  await row(page, "steps").getByRole("button", { name: /More actions/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(row(page, "steps")).toHaveCount(0);
});

test("a group is edited, disabled, enabled and deleted, and what cannot be is refused", async ({ page }) => {
  await signIn(page, "/scaling/groups/create");
  await page.getByLabel("Scaling Group Name").fill("a");
  await setNumber(page, "Minimum Number of Instances", 7);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByLabel("Scaling Group Name")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(/Minimum Number of Instances is 7, which is above the maximum of 5/)).toBeVisible();
  // A form that was changed is not left by accident.
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Scaling Groups" })).toBeVisible();

  const id = await scalingGroup(page, { name: "short-lived", minimum: 1, maximum: 3, template: await template(page, "nginx", "latest") });
  await expect(row(page, "short-lived")).toContainText("1 running", { timeout: 30_000 });
  await row(page, "short-lived").getByRole("button", { name: "Disable" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "Disable" }).click();
  await expect(row(page, "short-lived")).toContainText("Disabled");
  await row(page, "short-lived").getByRole("button", { name: "Enable" }).click();
  await expect(row(page, "short-lived")).toContainText("Enabled");

  await open(page, `/scaling/groups/${id}/edit`);
  await setNumber(page, "Maximum Number of Instances", 4);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("img", { name: /maximum 4/ })).toBeVisible();

  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const doomed = page.getByRole("dialog", { name: "Delete short-lived?" });
  await expect(doomed.getByRole("button", { name: "Delete" })).toHaveAttribute("aria-disabled", "true");
  await doomed.getByRole("textbox").fill("short-lived");
  await doomed.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/scaling\/groups$/);
  await expect(row(page, "short-lived")).toHaveCount(0, { timeout: 30_000 });
});
