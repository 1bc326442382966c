// Networks: what is made, refused, tried and let go; and the order page's ways to them.
import { type Page } from "@playwright/test";
import { call, order, reaches, row, signIn, tab } from "../support/actions.ts";
import { expect, open, test } from "../support/test.ts";

/** Makes a VPC by the page's own form and lands on its page. */
async function makeVpc(page: Page, name: string, range: string) {
  await open(page, "/network/vpcs/create");
  await page.getByLabel("VPC Name").fill(name);
  await page.getByLabel("IPv4 CIDR Block").fill(range);
  await page.getByRole("button", { name: "Create VPC" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Fills in what the order page needs beside its network, up to Other Settings. */
async function fillOrder(page: Page, name: string) {
  await page.getByLabel("Instance Name").fill(name);
  await page.getByLabel("Container Image").fill("nginx");
  await page.getByLabel("Image Version").fill("latest");
}

async function finishOrder(page: Page) {
  await page.getByRole("button", { name: "Confirm Order" }).click();
  await page.getByRole("checkbox", { name: /agreement/i }).check();
  await page.getByRole("button", { name: "Submit Order" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Container Groups" })).toBeVisible();
}

test("a VPC gets a vSwitch and a security group, and what does not fit is refused at its field", async ({ page }) => {
  await signIn(page, "/network/vpcs");
  await page.getByRole("link", { name: "Create VPC" }).first().click();
  await page.getByLabel("VPC Name").fill("shop-vpc");
  const range = page.getByLabel("IPv4 CIDR Block");
  await range.fill("172.20.0.0/16");
  await expect(page.getByText("65,536 addresses, 172.20.0.0 to 172.20.255.255")).toBeVisible();
  await range.fill("8.8.8.0/24");
  await page.getByRole("button", { name: "Create VPC" }).click();
  await expect(page.getByText(/8\.8\.8\.0\/24 is not private/)).toBeVisible();
  await expect(range).toBeFocused();
  await range.fill("172.20.0.0/16");
  await page.getByRole("switch", { name: "Enable IPv6" }).check();
  await page.getByRole("button", { name: "Create VPC" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "shop-vpc" })).toBeVisible();
  await expect(page.getByText(/^fd[0-9a-f]{2}:.*\/48/)).toBeVisible();

  await page.getByRole("link", { name: "Create vSwitch" }).first().click();
  await expect(page.getByLabel("IPv4 CIDR Block")).toHaveValue("172.20.0.0/24");
  await page.getByLabel("vSwitch Name").fill("shop-a");
  await page.getByText("local-b", { exact: true }).click();
  await page.getByRole("button", { name: "Create vSwitch" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "shop-a" })).toBeVisible();
  await expect(page.getByText("0 used, 253 free").first()).toBeVisible();
  await expect(page.getByRole("main").getByText("local-b", { exact: true }).first()).toBeVisible();

  // A second one must lie beside it.
  await page.getByRole("link", { name: "shop-vpc" }).click();
  await page.getByRole("link", { name: "Create vSwitch" }).first().click();
  await page.getByLabel("vSwitch Name").fill("shop-b");
  await page.getByLabel("IPv4 CIDR Block").fill("172.20.0.128/25");
  await page.getByRole("button", { name: "Create vSwitch" }).click();
  await expect(page.getByText(/172\.20\.0\.128\/25 overlaps .*shop-a.*172\.20\.0\.0\/24/)).toBeVisible();
  await page.getByLabel("IPv4 CIDR Block").fill("172.20.1.0/24");
  await page.getByRole("button", { name: "Create vSwitch" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "shop-b" })).toBeVisible();

  // The form begins with the region's default VPC, or with the one that the address names.
  const shop = (await page.getByRole("link", { name: "shop-vpc" }).getAttribute("href"))?.split("/").pop();
  await open(page, `/network/security-groups/create?vpc=${shop}`);
  await expect(page.getByLabel("VPC", { exact: true }).locator("option:checked")).toContainText("shop-vpc");
  await open(page, "/network/security-groups/create");
  await expect(page.getByLabel("VPC", { exact: true }).locator("option:checked")).toContainText("vpc-default");
  await page.getByLabel("VPC", { exact: true }).selectOption({ label: "shop-vpc · 172.20.0.0/16" });
  await page.getByLabel("Security Group Name").fill("shop-web");
  await page.getByRole("button", { name: "Create Security Group" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "shop-web" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Inbound rules" }).getByRole("row")).toHaveCount(6);
});

test("the range of one VPC may be that of another", async ({ page }) => {
  await signIn(page, "/network/vpcs");
  await makeVpc(page, "twin-one", "192.168.0.0/16");
  await makeVpc(page, "twin-two", "192.168.0.0/16");
  await open(page, "/network/vpcs?q=twin");
  await expect(row(page, "twin-one")).toContainText("192.168.0.0/16");
  await expect(row(page, "twin-two")).toContainText("192.168.0.0/16");
});

test("rules are added, tried, changed and deleted", async ({ page }) => {
  await signIn(page, "/network/security-groups/create");
  await page.getByLabel("Security Group Name").fill("rules-of-web");
  await page.getByRole("button", { name: "Create Security Group" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "rules-of-web" })).toBeVisible();

  const verdict = page.getByRole("status").filter({ hasText: /Allowed|Dropped|Type an address/ });
  await page.getByLabel("From address").fill("203.0.113.7");
  await expect(verdict).toContainText("Allowed");
  await expect(verdict).toContainText("“HTTP” decides: priority 100, Allow TCP 80 from 0.0.0.0/0");
  await page.getByLabel("Port", { exact: true }).fill("8080");
  await expect(verdict).toContainText("Dropped");
  await expect(verdict).toContainText("No rule fits");

  await page.getByRole("button", { name: "Add Rule" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add Inbound Rule" });
  await dialog.getByLabel("Ports").fill("9000-80");
  await dialog.getByLabel("Address range", { exact: true }).last().fill("203.0.113.0/24");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog.getByText(/Ports are 1 to 65535 and grow/)).toBeVisible();
  await dialog.getByLabel("Ports").fill("8000-9000");
  await dialog.getByLabel("Description").fill("Behind the counter");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
  const made = page.getByRole("table", { name: "Inbound rules" }).getByRole("row").filter({ hasText: "Behind the counter" });
  await expect(made).toContainText("8000-9000");
  await expect(made).toContainText("decides");
  await expect(verdict).toContainText("Allowed");

  await made.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit Inbound Rule" });
  await edit.getByText("Drop", { exact: true }).click();
  await edit.getByRole("button", { name: "OK" }).click();
  await expect(edit).toBeHidden();
  await expect(verdict).toContainText("Dropped");
  await expect(verdict).toContainText("“Behind the counter” decides");

  await made.getByRole("button", { name: "Delete" }).click();
  const question = page.getByRole("dialog", { name: "Notice" });
  await expect(question).toContainText("Drop TCP 8000-9000 from 203.0.113.0/24");
  await question.getByRole("button", { name: "OK" }).click();
  await expect(made).toHaveCount(0);
  await expect(verdict).toContainText("No rule fits");

  await page.getByRole("button", { name: "Clone" }).click();
  const clone = page.getByRole("dialog", { name: "Clone Security Group" });
  await expect(clone.getByLabel("Security Group Name")).toHaveValue("rules-of-web-copy");
  await clone.getByRole("button", { name: "OK" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "rules-of-web-copy" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Inbound rules" }).getByRole("row")).toHaveCount(6);
});

test("what is in use is not deleted, and says what uses it", async ({ page }) => {
  await signIn(page, "/network/vpcs");
  await order(page, { name: "in-the-way", images: [["nginx", "latest"]] });
  await open(page, "/network/vpcs");
  const first = row(page, "vpc-default");
  await first.getByRole("button", { name: "Delete" }).click();
  const question = page.getByRole("dialog", { name: "Notice" });
  await expect(question).toContainText("VPC vpc-default is in use and cannot be deleted");
  await expect(question.getByRole("link", { name: "Default-Security-Group" })).toBeVisible();
  await expect(question.getByRole("button", { name: "OK" })).toHaveAttribute("aria-disabled", "true");
  await question.getByRole("link", { name: "vsw-local-a" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "vsw-local-a" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search addresses" }).fill("in-the-way");
  await expect(row(page, "in-the-way")).toContainText(/10\.0\.0\.\d+/);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(question.getByRole("link", { name: "in-the-way" })).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();

  // One that nothing uses goes, by its name.
  await makeVpc(page, "short-lived", "10.9.0.0/16");
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(question).toContainText("Delete VPC short-lived?");
  await expect(question.getByRole("button", { name: "OK" })).toHaveAttribute("aria-disabled", "true");
  await question.getByRole("textbox").fill("short-lived");
  await question.getByRole("button", { name: "OK" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "VPCs" })).toBeVisible();
  await expect(row(page, "short-lived")).toHaveCount(0);
});

test("an EIP is created, bound, unbound and released", async ({ page }) => {
  await signIn(page, "/network/eips");
  await order(page, { name: "bound-by-hand", images: [["nginx", "latest"]] });
  await page.getByRole("link", { name: "Create EIP" }).first().click();
  await page.getByLabel("EIP Name").fill("counter");
  const slider = page.getByRole("slider", { name: "Bandwidth" });
  await expect(slider).toHaveValue("1");
  await slider.press("ArrowRight");
  await expect(page.getByRole("spinbutton", { name: /Bandwidth/ })).toHaveValue("2");
  await page.getByRole("button", { name: "Create EIP" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "counter" })).toBeVisible();
  await expect(page.getByText("2 Mbps in each direction")).toBeVisible();

  await page.getByRole("button", { name: "Bind", exact: true }).click();
  const bind = page.getByRole("dialog", { name: /^Bind EIP/ });
  const choice = bind.getByRole("option", { name: /bound-by-hand/ });
  await bind.getByLabel("Container group").selectOption((await choice.getAttribute("value")) ?? "");
  await bind.getByRole("button", { name: "Bind" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "bound-by-hand" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Copy http:\/\/127\.[\d.]+$/ })).toBeVisible();
  const web = page.getByRole("link", { name: "Open in a new tab" });
  await expect(web).toHaveAttribute("href", /^http:\/\/127\.[\d.]+$/);
  await expect(web).toHaveAttribute("target", "_blank");
  await expect(page.getByRole("button", { name: "Release" })).toHaveAttribute("aria-disabled", "true");

  await open(page, "/containers/groups?q=bound-by-hand");
  await expect(row(page, "bound-by-hand")).toContainText(/\d+\.\d+\.\d+\.\d+ \(Internal\).*127\.\d+\.\d+\.\d+ \(Elastic\)/);

  await open(page, "/network/eips?q=counter");
  await row(page, "counter").getByRole("button", { name: "Unbind" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(row(page, "counter")).toContainText("Not bound");
  await row(page, "counter").getByRole("button", { name: "Release" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(page.getByText("Nothing found")).toBeVisible();
});

test("an order creates an EIP with the group, or none after Cancel Selection", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await fillOrder(page, "eip-auto");
  await page.getByRole("switch", { name: /Advanced Settings/ }).check();
  await page.getByLabel("Port", { exact: true }).fill("8080");
  await page.getByRole("button", { name: "Add Port" }).click();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("Auto Create", { exact: true }).click();
  await expect(page.getByRole("slider", { name: "Bandwidth" })).toHaveValue("1");
  await expect(page.getByText("Default-Security-Group closes port 8080 TCP")).toBeVisible();
  await page.getByRole("spinbutton", { name: /Bandwidth/ }).fill("5");
  await page.getByRole("button", { name: "Confirm Order" }).click();
  await expect(page.getByRole("main").getByText("Auto Create, 5 Mbps").first()).toBeVisible();
  await page.getByRole("button", { name: "Previous" }).click();
  await finishOrder(page);
  await expect(row(page, "eip-auto")).toContainText("(Elastic)");
  await row(page, "eip-auto").getByRole("link", { name: "eip-auto" }).click();
  await reaches(page, "Running");
  await expect(page.getByRole("link", { name: /^http:\/\/127\..*:8080\/$/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "5 Mbps" })).toBeVisible();

  await open(page, "/containers/groups/create");
  await fillOrder(page, "eip-none");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("Auto Create", { exact: true }).click();
  await page.getByRole("button", { name: "Cancel Selection" }).click();
  await expect(page.getByRole("slider", { name: "Bandwidth" })).toHaveCount(0);
  await finishOrder(page);
  await expect(row(page, "eip-none")).toContainText("(Internal)");
  await expect(row(page, "eip-none")).not.toContainText("(Elastic)");
});

test("an order uses an EIP that was created beside it", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await fillOrder(page, "eip-existing");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.getByText("Use Existing", { exact: true }).click();
  await page.getByRole("button", { name: "Confirm Order" }).click();
  await expect(page.getByText("Choose an EIP, create one, or cancel the selection.")).toBeVisible();
  await page.getByRole("link", { name: "Create EIP" }).click();
  const beside = page.getByRole("dialog", { name: "Create EIP" });
  await beside.getByLabel("EIP Name").fill("made-beside");
  await beside.getByRole("button", { name: "Create EIP" }).click();
  await expect(beside).toBeHidden();
  await expect(page.getByLabel("Existing EIP").locator("option:checked")).toContainText("made-beside");

  // One that was made elsewhere meanwhile is there after a reload of the list.
  await call(page, "eip_create", { form: { region: "local", name: "made-elsewhere", bandwidth_mbps: 3 } });
  await page.getByRole("button", { name: "Load EIPs again" }).click();
  await expect(page.getByLabel("Existing EIP").getByRole("option", { name: /made-elsewhere/ })).toBeAttached();
  await expect(page.getByLabel("Existing EIP").locator("option:checked")).toContainText("made-beside");
  await finishOrder(page);
  await expect(row(page, "eip-existing")).toContainText("(Elastic)");
  await open(page, "/network/eips?q=made-beside");
  await expect(row(page, "made-beside").getByRole("link", { name: "eip-existing" })).toBeVisible();
});

test("what an order lacks is created beside it and comes back chosen", async ({ page }) => {
  await signIn(page, "/containers/groups/create");
  await fillOrder(page, "from-nothing");
  await page.getByRole("main").getByRole("link", { name: "Create VPC" }).click();
  const vpc = page.getByRole("dialog", { name: "Create VPC" });
  await vpc.getByLabel("VPC Name").fill("beside-vpc");
  await vpc.getByLabel("IPv4 CIDR Block").fill("10.77.0.0/16");
  await vpc.getByRole("button", { name: "Create VPC" }).click();
  await expect(vpc).toBeHidden();
  await expect(page.getByLabel("VPC", { exact: true }).locator("option:checked")).toHaveText("beside-vpc · 10.77.0.0/16");

  await page.getByRole("main").getByRole("link", { name: "Create vSwitch" }).click();
  const vswitch = page.getByRole("dialog", { name: "Create vSwitch" });
  // In another VPC than the order's it could not be chosen.
  await expect(vswitch.getByLabel("VPC", { exact: true }).locator("option:enabled")).toHaveText(["beside-vpc · 10.77.0.0/16"]);
  await vswitch.getByLabel("vSwitch Name").fill("beside-a");
  await vswitch.getByRole("button", { name: "Create vSwitch" }).click();
  await expect(vswitch).toBeHidden();
  await expect(page.getByLabel("Subnet").locator("option:checked")).toContainText("beside-a");

  await page.getByRole("main").getByRole("link", { name: "Create Security Group" }).click();
  const group = page.getByRole("dialog", { name: "Create Security Group" });
  await group.getByLabel("Security Group Name").fill("beside-sg");
  await group.getByText("Inside only", { exact: true }).click();
  await group.getByRole("button", { name: "Create Security Group" }).click();
  await expect(group).toBeHidden();
  await expect(page.getByLabel("Security Group").locator("option:checked")).toHaveText("beside-sg");

  // Nothing that was typed is lost, and the order goes where it says.
  await expect(page.getByLabel("Instance Name")).toHaveValue("from-nothing");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await finishOrder(page);
  await expect(row(page, "from-nothing")).toContainText("10.77.0.");
});

test("what a scaling group lacks is created beside its forms and comes back chosen", async ({ page }) => {
  await signIn(page, "/scaling/groups/create");
  await page.getByLabel("Scaling Group Name").fill("lacks-all");
  await page.getByRole("main").getByRole("link", { name: "Create VPC" }).click();
  const vpc = page.getByRole("dialog", { name: "Create VPC" });
  await vpc.getByLabel("VPC Name").fill("scaling-vpc");
  await vpc.getByLabel("IPv4 CIDR Block").fill("10.88.0.0/16");
  await vpc.getByRole("button", { name: "Create VPC" }).click();
  await expect(vpc).toBeHidden();
  await expect(page.getByLabel("VPC", { exact: true }).locator("option:checked")).toHaveText("scaling-vpc · 10.88.0.0/16");
  for (const [name, zone] of [
    ["scaling-a", "local-a"],
    ["scaling-b", "local-b"],
  ] as const) {
    await page.getByRole("main").getByRole("link", { name: "Create vSwitch" }).click();
    const vswitch = page.getByRole("dialog", { name: "Create vSwitch" });
    await vswitch.getByLabel("vSwitch Name").fill(name);
    await vswitch.getByText(zone, { exact: true }).click();
    await vswitch.getByRole("button", { name: "Create vSwitch" }).click();
    await expect(vswitch).toBeHidden();
    await expect(page.getByRole("checkbox", { name: new RegExp(name) })).toBeChecked();
  }
  await expect(page.getByLabel("Scaling Group Name")).toHaveValue("lacks-all");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "lacks-all" })).toBeVisible();

  // The page that changes the group has the same way.
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("main").getByRole("link", { name: "Create vSwitch" }).click();
  const third = page.getByRole("dialog", { name: "Create vSwitch" });
  await third.getByLabel("vSwitch Name").fill("scaling-c");
  await third.getByText("local-c", { exact: true }).click();
  await third.getByRole("button", { name: "Create vSwitch" }).click();
  await expect(third).toBeHidden();
  await expect(page.getByRole("checkbox", { name: /scaling-c/ })).toBeChecked();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "lacks-all" })).toBeVisible();

  // Its configuration needs a security group, and the VPC has none.
  await tab(page, "Instance Configuration Sources").click();
  await page.getByRole("link", { name: "Create Scaling Configuration" }).first().click();
  await page.getByRole("main").getByRole("link", { name: "Create Security Group" }).click();
  const group = page.getByRole("dialog", { name: "Create Security Group" });
  await expect(group.getByLabel("VPC", { exact: true }).locator("option:checked")).toContainText("scaling-vpc");
  await group.getByLabel("Security Group Name").fill("scaling-sg");
  await group.getByRole("button", { name: "Create Security Group" }).click();
  await expect(group).toBeHidden();
  await expect(page.getByLabel("Security Group").locator("option:checked")).toHaveText("scaling-sg");
});

test("the sample is given an EIP, which goes with it", async ({ page }) => {
  await signIn(page, "/");
  await page.getByRole("button", { name: "Run the sample" }).first().click();
  await expect(page).toHaveURL(/\/containers\/groups\/eci-/);
  await reaches(page, "Running");
  const way = page.getByRole("main").getByRole("link", { name: /^http:\/\/127\..*\/$/ });
  await expect(way).toBeVisible();
  const address = new URL((await way.getAttribute("href")) ?? "").hostname;
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await open(page, "/network/eips");
  await expect(row(page, address)).toContainText("Bound");
  await call(page, "container_group_unsubscribe", { id });
  await expect(row(page, address)).toHaveCount(0);
});
