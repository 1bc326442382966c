// Takes pictures of the pages of networks, and of the order page's ways to them.
import { call, order, reaches, row, signIn } from "../support/actions.ts";
import { expect, open, test } from "../support/test.ts";
import { picture } from "./picture.ts";

test("pictures of networks", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, "/network/vpcs");
  const id = await order(page, { name: "shop-front", images: [["nginx", "latest"]] });
  await order(page, { name: "price-feed", images: [["nginx", "latest"]] });
  const vpc = await call(page, "vpc_create", {
    form: { region: "local", name: "shop", description: "What customers see", cidr: "172.20.0.0/16", ipv6: true },
  });
  for (const [name, zone, cidr] of [
    ["shop-a", "local-a", "172.20.0.0/20"],
    ["shop-b", "local-b", "172.20.64.0/18"],
  ]) {
    await call(page, "vswitch_create", { form: { vpc, name, description: "", zone, cidr, ipv6: true } });
  }
  const eip = await call(page, "eip_create", { form: { region: "local", name: "shop-door", bandwidth_mbps: 20 } });
  const spare = await call(page, "eip_create", { form: { region: "local", name: "spare", bandwidth_mbps: 1 } });
  await call(page, "eip_bind", { id: eip, group: id });
  const options = await call(page, "container_group_order_options", { region: "local" });
  const first = options.vpcs.find((one: { name: string }) => one.name === "vpc-default");
  const group = first.security_groups[0][0];

  for (const [name, path] of [
    ["network-vpcs", "/network/vpcs"],
    ["network-vpc-create", "/network/vpcs/create"],
    ["network-vpc", `/network/vpcs/${vpc}`],
    ["network-vpc-security-groups", `/network/vpcs/${first.id}?tab=security-groups`],
    ["network-vswitches", "/network/vswitches"],
    ["network-vswitch-create", `/network/vswitches/create?vpc=${vpc}`],
    ["network-vswitch", `/network/vswitches/${first.subnets[0].id}`],
    ["network-security-groups", "/network/security-groups"],
    ["network-security-group-create", "/network/security-groups/create"],
    ["network-security-group", `/network/security-groups/${group}`],
    ["network-eips", "/network/eips"],
    ["network-eip-create", "/network/eips/create"],
    ["network-eip", `/network/eips/${eip}`],
    ["network-eip-spare", `/network/eips/${spare}`],
    ["network-group-list", "/containers/groups"],
  ] as const) {
    await open(page, path);
    await picture(page, name);
  }
  await open(page, `/containers/groups/${id}`);
  await reaches(page, "Running");
  await picture(page, "network-group");

  await open(page, `/network/security-groups/${group}`);
  await page.getByLabel("From address").fill("203.0.113.7");
  await expect(page.getByText("Allowed").first()).toBeVisible();
  await picture(page, "network-trial");
  await page.getByRole("button", { name: "Add Rule" }).first().click();
  await picture(page, "network-rule");
  await page.keyboard.press("Escape");

  await open(page, "/network/vpcs");
  await row(page, "vpc-default").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("dialog", { name: "Notice" }).getByRole("link").first()).toBeVisible();
  await picture(page, "network-in-use");

  await open(page, `/network/eips/${spare}`);
  await page.getByRole("button", { name: "Bind", exact: true }).click();
  await picture(page, "network-bind");

  await open(page, "/containers/groups/create");
  await picture(page, "network-order");
  await page.getByLabel("Container Image").fill("nginx");
  await page.getByLabel("Image Version").fill("latest");
  await page.getByRole("switch", { name: /Advanced Settings/ }).check();
  await page.getByLabel("Port", { exact: true }).fill("8080");
  await page.getByRole("button", { name: "Add Port" }).click();
  await page.getByRole("main").getByRole("link", { name: "Create vSwitch" }).click();
  await expect(page.getByRole("dialog").getByLabel("VPC", { exact: true })).toBeVisible();
  await picture(page, "network-order-beside");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await picture(page, "network-order-other");
  await page.getByText("Auto Create", { exact: true }).click();
  await picture(page, "network-order-eip-auto");
  await page.getByText("Use Existing", { exact: true }).click();
  await page.getByLabel("Existing EIP").selectOption({ index: 1 });
  await picture(page, "network-order-eip-existing");
  await page.getByRole("button", { name: "Confirm Order" }).click();
  await expect(page.getByRole("button", { name: "Submit Order" })).toBeVisible();
  await picture(page, "network-order-confirm");
});
