// What the pages of Auto Scaling show: lists and their filters, figures over time, images of both editions, public addresses, and what
// cannot be deleted because a group names it.
import { type Page } from "@playwright/test";
import { call, row, signIn, tab } from "../support/actions.ts";
import { scalingGroup, template } from "../support/scaling.ts";
import { alone, expect, hydrated, open, test } from "../support/test.ts";

/** The segment of the list's states. */
function segment(page: Page, name: RegExp) {
  return page.getByRole("group", { name: "State" }).getByRole("link", { name });
}

/** The names of the groups that the list shows, from top to bottom. */
async function names(page: Page): Promise<string[]> {
  const cells = page.getByRole("table", { name: "Scaling groups" }).locator("tbody a.link");
  return (await cells.allTextContents()).map((text) => text.trim());
}

test("the list of scaling groups is filtered by state, sorted and searched", async ({ page }) => {
  await alone(page, async (own) => {
    await signIn(page, `${own.url}/scaling/groups`);
    await expect(page.getByText("No scaling groups yet")).toBeVisible();
    await scalingGroup(page, { name: "asleep", minimum: 0, maximum: 3 });
    await scalingGroup(page, { name: "awake", minimum: 2, maximum: 3, template: await template(page, "nginx", "latest") });
    await expect(row(page, "awake")).toContainText("2 running", { timeout: 30_000 });
    await expect(segment(page, /^All/)).toHaveText(/2/);

    await segment(page, /^Disabled/).click();
    await expect(page).toHaveURL(/state=disabled/);
    await expect.poll(() => names(page)).toEqual(["asleep"]);
    await segment(page, /^Enabled/).click();
    await expect.poll(() => names(page)).toEqual(["awake"]);
    // The filter is in the address, and follows what happens.
    await page.reload();
    await hydrated(page);
    await expect(segment(page, /^Enabled/)).toHaveAttribute("aria-current", "true");
    await row(page, "awake").getByRole("button", { name: "Disable" }).click();
    await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "Disable" }).click();
    await expect(row(page, "awake")).toHaveCount(0);
    await expect(segment(page, /^Disabled/)).toHaveText(/2/);
    await segment(page, /^Deleting/).click();
    await expect.poll(() => names(page)).toEqual([]);

    await segment(page, /^All/).click();
    await page.getByRole("columnheader", { name: /^Instances/ }).getByRole("link").click();
    await expect(page).toHaveURL(/sort=instances/);
    await expect.poll(() => names(page)).toEqual(["asleep", "awake"]);
    await page.getByLabel("Search scaling groups").fill("awa");
    await expect.poll(() => names(page)).toEqual(["awake"]);
  });
});

test("selected scaling groups are enabled, disabled and deleted together, and what is refused says why", async ({ page, noise }) => {
  // The browser notes the refusal that is provoked here.
  noise.expect(/409 .*scaling_group_delete/);
  await alone(page, async (own) => {
    await signIn(page, `${own.url}/scaling/groups`);
    const image = await template(page, "nginx", "latest");
    await scalingGroup(page, { name: "blank", minimum: 0, maximum: 3 });
    const gone = await scalingGroup(page, { name: "idle", minimum: 0, maximum: 3, template: image });
    await scalingGroup(page, { name: "busy", minimum: 1, maximum: 3, template: image });
    await expect(row(page, "busy")).toContainText("1 running", { timeout: 30_000 });
    const chosen = page.getByRole("region", { name: "Selected rows" });
    const question = page.getByRole("dialog", { name: "Notice" });

    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await expect(chosen).toContainText("3 selected");
    await expect(chosen).toContainText("1 instance");
    await expect(chosen.getByRole("button", { name: "Enable" })).toHaveAttribute("aria-disabled", "true");
    await chosen.getByRole("button", { name: "Disable" }).click();
    await expect(question).toContainText("Disable 2 scaling groups?");
    await expect(question.getByRole("listitem").filter({ hasText: "blank" })).toContainText("left out: This scaling group is disabled.");
    await question.getByRole("button", { name: "Disable" }).click();
    await expect(question).toBeHidden();
    await expect(segment(page, /^Disabled/)).toHaveText(/3/);
    await expect(chosen).toBeHidden();

    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await chosen.getByRole("button", { name: "Enable" }).click();
    await expect(question.getByRole("listitem").filter({ hasText: "blank" })).toContainText("left out: Create a scaling configuration");
    await question.getByRole("button", { name: "Enable" }).click();
    await expect(segment(page, /^Enabled/)).toHaveText(/2/);

    // One that has instances is deleted by itself, by its name; one that is gone meanwhile is refused.
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await chosen.getByRole("button", { name: "Delete" }).click();
    await expect(question).toContainText("Delete 2 scaling groups?");
    await expect(question.getByRole("listitem").filter({ hasText: "busy" })).toContainText("left out: It has 1 instance.");
    await call(page, "scaling_group_scale", { id: gone, adjustment: { To: 1 } });
    await question.getByRole("button", { name: "Delete" }).click();
    await expect(question).toContainText("1 of 2 scaling groups was deleted. Refused:");
    await expect(question.getByRole("listitem").filter({ hasText: "idle" })).toContainText("1 instance.");
    await question.getByRole("button", { name: "Close" }).last().click();
    await expect(row(page, "blank")).toHaveCount(0, { timeout: 20_000 });

    await page.getByRole("checkbox", { name: "Select busy" }).check();
    await chosen.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("dialog", { name: "Delete busy?" }).getByRole("button", { name: "Delete" })).toHaveAttribute("aria-disabled", "true");
  });
});

test("a group's Monitoring shows its numbers, what its rules compare, and what changed the number", async ({ page }) => {
  await signIn(page);
  const id = await scalingGroup(page, { name: "watched", minimum: 1, maximum: 3, template: await template(page, "nginx", "latest") });
  await call(page, "scaling_rule_create", {
    group: id,
    draft: {
      name: "cpu-high",
      enabled: true,
      cooldown_seconds: null,
      kind: {
        Simple: {
          alarm: { metric: "Cpu", comparison: "AtLeast", threshold: 99_500, watch: { period_seconds: 60, periods: 3 } },
          adjustment: { Change: 1 },
        },
      },
    },
  });
  await open(page, `/scaling/groups/${id}`);
  await tab(page, "Monitoring").click();
  const chart = (title: string) => page.getByRole("figure").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  for (const title of ["Instances", "CPU Usage", "Memory Usage", "Inbound Traffic", "Outbound Traffic"]) {
    await expect(chart(title)).toBeVisible();
  }
  await expect(chart("Instances")).toContainText("Minimum 1");
  await expect(chart("Instances")).toContainText("Maximum 3");
  await expect(chart("CPU Usage")).toContainText("cpu-high 99.5 %");
  await expect(chart("Memory Usage")).not.toContainText("cpu-high");
  // Figures come by themselves.
  await expect(chart("CPU Usage").getByRole("img", { name: /CPU Usage, \d+(\.\d+)? %/ })).toBeVisible({ timeout: 30_000 });
  await expect(chart("Instances").getByRole("img", { name: "Instances, 1" })).toBeVisible();
  const changes = page.getByRole("list", { name: "What changed the number" });
  await expect(changes.getByRole("listitem")).toHaveCount(1);
  await expect(changes).toContainText("Scale Out, from 0 to 1");
  await call(page, "scaling_group_scale", { id, adjustment: { To: 3 } });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(changes).toContainText("Asked by admin");
  await expect(chart("Instances").getByTitle(/Scale Out, from 1 to 3/)).toBeAttached();

  await page.getByRole("group", { name: "Range" }).getByRole("link", { name: "7 d" }).click();
  await expect(page.getByText(/one point every 600 s/)).toBeVisible();
  await page.getByRole("link", { name: "All scaling activities with their logs" }).click();
  await expect(page).toHaveURL(/tab=activities/);
});

test("a scaling configuration takes an image of the Personal Edition", async ({ page }) => {
  await alone(page, async (own) => {
    await signIn(page, own.url);
    const id = await scalingGroup(page, { name: "personal", minimum: 0, maximum: 1 });
    await open(page, `${own.url}/scaling/groups/${id}/configurations/create`);
    await page.getByRole("button", { name: "Select Container Image" }).click();
    const picker = page.getByRole("dialog", { name: "Select Container Image" });
    await expect(picker.getByRole("tab")).toHaveText(["Enterprise Image", "Personal Image", "Image Address"]);
    await picker.getByRole("tab", { name: "Personal Image" }).click();
    await expect(picker.getByText("No personal images yet")).toBeVisible();
    await expect(picker.getByRole("link", { name: "Instance of Personal Edition" })).toBeVisible();

    const instance = await call(page, "registry_personal_create", { region: "local" });
    const namespace = await call(page, "namespace_create", { form: { instance, name: "ess_eci_test_namespace" } });
    const form = { namespace, name: "ess_eci_test_repo", visibility: "Private", summary: "test", code_source: "Local Repository" };
    await call(page, "repository_create", { form });
    await picker.getByRole("tab", { name: "Enterprise Image" }).click();
    await expect(picker.getByRole("row").filter({ hasText: "eci_open/web" })).toBeVisible();
    await expect(picker.getByRole("row").filter({ hasText: "ess_eci_test_repo" })).toHaveCount(0);
    await picker.getByLabel("Search images").fill("nothing like it");
    await expect(picker.getByText("Nothing fits")).toBeVisible();
    await picker.getByRole("tab", { name: "Personal Image" }).click();
    await picker.getByRole("row").filter({ hasText: "ess_eci_test_namespace/ess_eci_test_repo" }).getByRole("radio").check();
    await picker.getByRole("button", { name: "OK" }).click();
    await expect(page.getByLabel("Image", { exact: true })).toHaveValue(/personal-admin\/ess_eci_test_namespace\/ess_eci_test_repo$/);
    await page.getByLabel("Image Version").fill("1");
    await page.getByRole("button", { name: "Preview Scaling Configuration" }).click();
    const preview = page.getByRole("dialog", { name: "Preview Scaling Configuration" });
    await expect(preview).toContainText("ess_eci_test_repo:1");
    await preview.getByRole("button", { name: "Create", exact: true }).click();
    await expect(preview).toContainText("Version 1 was created.");
  });
});

// The file of the source, with its own image address and quantities.
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-demo
  annotations:
    k8s.aliyun.com/ess-scaling-group-name: ess-eci-eip
    k8s.aliyun.com/ess-scaling-group-min-size: 1
    k8s.aliyun.com/ess-scaling-group-max-size: 5
spec:
  replicas: 0
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
      annotations:
        k8s.aliyun.com/eci-with-eip: true
    spec:
      containers:
      - name: nginx
        image: registry-vpc.cn-hangzhou.aliyuncs.com/eci_open/nginx:latest
        ports:
        - containerPort: 80
          name: http
        - containerPort: 443
          name: https
        resources:
          requests:
            memory: 0.05Gi
            cpu: 50m
          limits:
            memory: 1Gi
            cpu: '1'
`;

test("W-03: with eci-with-eip each instance has an EIP, which goes with it", async ({ page }) => {
  await alone(page, async (own) => {
    await signIn(page, `${own.url}/scaling/groups/create?by=yaml`);
    await page.getByLabel("Deployment as YAML").fill(DEPLOYMENT);
    await expect(page.getByText("The file can be created.")).toBeVisible();
    // Minimum and maximum have the last word.
    await expect(page.getByText(/it begins with 1, not 0/).first()).toBeVisible();
    await expect(page.getByRole("complementary")).toContainText("1 to 5, first 1");
    await expect(page.getByRole("complementary")).toContainText("one for each instance");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "ess-eci-eip" })).toBeVisible();
    await tab(page, "Instances").click();
    const instances = page.getByRole("table", { name: /^Instances/ }).getByRole("row").filter({ hasText: "Running" });
    await expect(instances).toHaveCount(1, { timeout: 30_000 });
    await expect(instances).toContainText(/EIP 127\.\d+\.\d+\.\d+/);
    const eips = async () => (await call(page, "eip_list", { filter: { region: "local", vpc: null, page: { page: 1, size: 10, sort: "", descending: false, search: "" } } })).page.total;
    expect(await eips()).toBe(1);

    // The next version is filled in with it; without it, new instances have none.
    await tab(page, "Instance Configuration Sources").click();
    await row(page, "Version 1").getByRole("link", { name: "Edit" }).click();
    await expect(page.getByRole("group", { name: "Elastic IP" }).getByRole("radio", { name: "Auto Create" })).toBeChecked();
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Scale Out" }).click();
    await page.getByRole("dialog", { name: "Scale Out" }).getByRole("button", { name: "OK" }).click();
    await expect.poll(eips).toBe(2);
    await page.getByRole("button", { name: "Scale In" }).click();
    await page.getByRole("dialog", { name: "Scale In" }).getByRole("button", { name: "OK" }).click();
    await expect.poll(eips, { timeout: 30_000 }).toBe(1);
  });
});

test("what only a scaling group names cannot be deleted", async ({ page }) => {
  await signIn(page);
  const vpc = await call(page, "vpc_create", { form: { region: "local", name: "own", description: "", cidr: "10.9.0.0/16", ipv6: false } });
  const subnet = await call(page, "vswitch_create", {
    form: { vpc, name: "own-a", description: "", zone: "local-a", cidr: "10.9.0.0/24", ipv6: false },
  });
  const guard = await call(page, "security_group_create", { form: { vpc, name: "own-guard", description: "", rules: [] } });
  const group = await call(page, "scaling_group_create", {
    form: {
      region: "local",
      name: "holds-on",
      group_type: "Eci",
      source: "CreateFromScratch",
      settings: { minimum: 0, maximum: 1, cooldown_seconds: 0, removal: { first: "OldestInstance", then: null }, replace_unhealthy: true },
      desired: null,
      vpc,
      subnets: [subnet],
    },
  });
  await expect(call(page, "vswitch_delete", { id: subnet })).rejects.toThrow(/common\.in-use.*scaling_group.*holds-on/);
  await expect(call(page, "vpc_delete", { id: vpc })).rejects.toThrow(/common\.in-use.*scaling_group.*holds-on/);

  // The pages say so before anybody tries.
  const image = { ...(await template(page, "nginx", "latest")), security_group: guard };
  await call(page, "scaling_configuration_create", { group, template: image });
  await open(page, `/network/security-groups?vpc=${vpc}`);
  await expect(row(page, "own-guard")).toContainText("1 scaling group");
  await row(page, "own-guard").getByRole("button", { name: "Delete" }).click();
  const question = page.getByRole("dialog", { name: "Notice" });
  await expect(question.getByRole("listitem").filter({ hasText: "holds-on" })).toContainText("Scaling configuration");
  await expect(question.getByRole("button", { name: "OK" })).toHaveAttribute("aria-disabled", "true");
  await open(page, `/network/security-groups/${guard}`);
  await expect(page.getByRole("list", { name: "Used by" })).toHaveText("scaling group holds-on");
  await open(page, `/network/vswitches/${subnet}`);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(question.getByRole("link", { name: "holds-on" })).toBeVisible();
});

test("instances are sorted, a group is found by its name, and shown as text", async ({ page }) => {
  await signIn(page);
  const id = await scalingGroup(page, { name: "findable", minimum: 3, maximum: 3, template: await template(page, "nginx", "latest") });
  await open(page, `/scaling/groups/${id}`);
  const table = page.getByRole("table", { name: /^Instances/ });
  await expect(table.getByRole("row").filter({ hasText: "Running" })).toHaveCount(3, { timeout: 30_000 });
  const ips = async () => (await table.locator("tbody code.nowrap").allTextContents()).map((ip) => Number(ip.split(".").at(-1)));
  await table.getByRole("columnheader", { name: "IP" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=ip/);
  await expect.poll(async () => (await ips()).join()).toBe((await ips()).sort((a, b) => a - b).join());

  await tab(page, "YAML").click();
  await expect(page.getByRole("main")).toContainText("name: findable");
  await expect(page.getByRole("main")).toContainText("image: nginx:latest");
  await page.getByRole("radio", { name: "JSON" }).check({ force: true });
  await expect(page.getByRole("main")).toContainText('"name": "findable"');

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("findab");
  await page.getByRole("option", { name: /findable.*scaling group/ }).click();
  await expect(page).toHaveURL(new RegExp(`/scaling/groups/${id}`));
});
